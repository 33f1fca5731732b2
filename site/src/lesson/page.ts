/// A lesson's page, and the list of lessons.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { pageBar } from '../bar.ts';
import { coloured } from '../editor/source.ts';
import type { Lesson, LessonEntry, ProseBlock } from './lesson.ts';
import { caption, liveToRead } from './live.ts';
import { parts } from './part.ts';
import type { Part, Piece } from './part.ts';

/// The whole page of a lesson.
export function lessonPage(lesson: Lesson): TemplateResult {
  return html`${pageBar('../../', html`<hop-shortcuts class="scripted"></hop-shortcuts>`)}
    <main class="lesson">
      <header class="lesson-head">
        <p class="soft">Lesson ${lesson.number} · ${lesson.minutes} minutes</p>
        <h1>${lesson.title}</h1>
        <p class="lesson-summary">${lesson.summary}</p>
      </header>
      ${parts(lesson.blocks).map(drawPart)} ${next(lesson.next)}
    </main>`;
}

/// The list of lessons.
export function lessonsPage(lessons: readonly LessonEntry[]): TemplateResult {
  return html`${pageBar('../')}
    <main class="lessons">
      <h1>Lessons</h1>
      <p class="lesson-summary">Each starts from something that does not work. You mend it, and see why the other cloud behaves otherwise.</p>
      <ol class="lesson-list" role="list">
        ${lessons.map(
          (lesson) => html`<li>
            <a href=${`${lesson.folder}/index.html`}><span class="lesson-number">${lesson.number}</span> ${lesson.title}</a>
            <p>${lesson.summary}</p>
            <p class="soft">
              ${lesson.minutes} minutes <hop-progress data-folder=${lesson.folder} data-tasks=${lesson.tasks.join(' ')}></hop-progress>
            </p>
          </li>`,
        )}
      </ol>
    </main>`;
}

function next(entry: LessonEntry | null): TemplateResult {
  return html`<nav class="next" aria-label="Next">
    ${entry === null
      ? html`<a href="../index.html">All lessons</a>`
      : html`Next: <a href=${`../${entry.folder}/index.html`}>${entry.title}</a>`}
  </nav>`;
}

function drawPart(part: Part): TemplateResult {
  return html`<section class="part">${part.map(drawPiece)}</section>`;
}

function drawPiece(piece: Piece): TemplateResult {
  switch (piece.tag) {
    case 'words':
      return drawProse(piece.block);
    case 'caption':
      return caption(piece.text);
    case 'live':
      return html`<hop-live class="part-live" data-live=${piece.index}>${liveToRead(piece.block)}</hop-live>`;
  }
}

function drawProse({ kind, html: text }: ProseBlock): TemplateResult {
  return html`<div class=${kind === 'aside' ? 'prose part-aside' : 'prose'}>${text.split(excerpt).map((piece, index) => (index % 2 === 0 ? unsafeHTML(reachableByKeyboard(piece)) : drawExcerpt(piece)))}</div>`;
}

/// Makes content that may be wider than the page scrollable without a mouse.
function reachableByKeyboard(text: string): string {
  return text.replaceAll('<pre>', '<pre tabindex="0">');
}

/// A fenced block of the language, as goldmark renders it; its text is the pattern's one group.
const excerpt = /<pre><code class="language-vpc">([^<]*)<\/code><\/pre>/;

function drawExcerpt(escaped: string): TemplateResult {
  const lines = unescaped(escaped).replace(/\n$/, '').split('\n');
  return html`<pre tabindex="0"><code>${lines.map((line) => html`${coloured(line)}${'\n'}`)}</code></pre>`;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
