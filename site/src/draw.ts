/// Pages as text, for the build.

import { render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { GalleryEntry } from './gallery/gallery.ts';
import { galleryPage } from './gallery/page.ts';
import { embedWaiting } from './embed/embed.ts';
import { exampleLab } from './lab/state.ts';
import { isLive } from './lesson/lesson.ts';
import type { Lesson, LessonEntry } from './lesson/lesson.ts';
import { lessonPage, lessonsPage } from './lesson/page.ts';
import { plain, seal } from './link.ts';
import { foot, noticesPage } from './notices/page.ts';
import type { Notice } from './notices/page.ts';
import type { PageData } from './page.ts';
import { playground } from './playground/playground.ts';
import { factsPage } from './reference/facts.ts';
import type { FactsDoc } from './reference/facts.ts';
import { findingPage, findingsPage } from './reference/findings.ts';
import type { FindingDoc } from './reference/findings.ts';
import { languagePage, reasonsPage, statementPage } from './reference/page.ts';
import type { Reasons } from './reference/reasons.ts';
import type { Language, Statement } from './reference/reference.ts';
import type { Scene } from './scenario.ts';

/// A page as the build hands it over.
export type PageToDraw =
  | { readonly kind: 'playground'; readonly scene: Scene }
  | { readonly kind: 'embed' }
  | { readonly kind: 'lesson'; readonly lesson: Lesson }
  | { readonly kind: 'lessons'; readonly lessons: readonly LessonEntry[] }
  | { readonly kind: 'gallery'; readonly scenarios: readonly GalleryEntry[] }
  | { readonly kind: 'language'; readonly language: Language }
  | { readonly kind: 'statement'; readonly statement: Statement }
  | { readonly kind: 'findings'; readonly findings: readonly FindingDoc[] }
  | { readonly kind: 'finding'; readonly finding: FindingDoc }
  | { readonly kind: 'reasons'; readonly reasons: Reasons }
  | { readonly kind: 'facts'; readonly facts: FactsDoc }
  | { readonly kind: 'notices'; readonly notices: readonly Notice[] };

/// The values for a page's template.
export interface DrawnPage {
  readonly body: string;
  readonly data: PageData;
}

/// A page, and the way from it to the site's root.
export interface RootedPage {
  readonly root: string;
  readonly page: PageToDraw;
}

/// Draws a page.
export async function drawPage({ root, page }: RootedPage): Promise<DrawnPage> {
  return { body: await drawn(await whole(root, page)), data: data(page) };
}

/// A page with its foot. The playground and the embedded page bring their own.
async function whole(root: string, page: PageToDraw): Promise<TemplateResult> {
  const content = await body(page);
  return page.kind === 'playground' || page.kind === 'embed' ? content : html`${content} ${foot(root)}`;
}

/// A template as HTML, without lit's markers: the browser draws the page anew, over this one.
export async function drawn(template: TemplateResult): Promise<string> {
  const marked = await collectResult(render(template));
  return marked.replaceAll(/<!--\/?lit-(?:part|node)[^>]*-->|<\?>/g, '');
}

async function body(page: PageToDraw): Promise<TemplateResult> {
  switch (page.kind) {
    case 'playground':
      return playgroundOf(page.scene);
    case 'embed':
      return html`<hop-embed>${embedWaiting()}</hop-embed>`;
    case 'lesson':
      return lessonPage(page.lesson);
    case 'lessons':
      return lessonsPage(page.lessons);
    case 'gallery':
      return galleryPage(page.scenarios, await openings(page.scenarios, '../index.html'));
    case 'language':
      return languagePage(page.language);
    case 'reasons':
      return reasonsPage(page.reasons, await Promise.all(page.reasons.reasons.map(({ example }) => linkTo(example))));
    case 'statement':
      return statementPage(
        page.statement,
        await Promise.all(page.statement.uses.map(({ example }) => linkTo(example))),
      );
    case 'facts':
      return factsPage(page.facts);
    case 'notices':
      return noticesPage(page.notices);
    case 'findings':
      return findingsPage(page.findings);
    case 'finding':
      return findingPage(page.finding, await Promise.all([page.finding.shows, page.finding.mended].map(linkTo)));
  }
}

function playgroundOf({ answer, ...example }: Scene): TemplateResult {
  const nobody = (): void => undefined;
  return html`<hop-playground>${playground(exampleLab(example, answer), nobody, { copy: nobody, download: nobody, openFile: nobody, keep: nobody })}</hop-playground>`;
}

/// The fragment that opens a scenario in the playground.
async function linkTo(text: string): Promise<string> {
  return (await seal(plain({ text, question: 0 }))) ?? '';
}

/// The addresses that open scenarios in the playground, which is at `playground`.
async function openings(scenarios: readonly GalleryEntry[], playground: string): Promise<readonly string[]> {
  return Promise.all(scenarios.map(async ({ text }) => `${playground}${await linkTo(text)}`));
}

function data(page: PageToDraw): PageData {
  switch (page.kind) {
    case 'playground':
      return { kind: 'playground', scene: page.scene };
    case 'embed':
      return { kind: 'embed' };
    case 'lesson':
      return { kind: 'lesson', folder: page.lesson.folder, live: page.lesson.blocks.filter(isLive) };
    case 'lessons':
      return { kind: 'lessons' };
    case 'gallery':
    case 'language':
    case 'statement':
    case 'findings':
    case 'finding':
    case 'reasons':
    case 'facts':
    case 'notices':
      return { kind: 'reference' };
  }
}
