/// The bar across the top of the playground.

import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { question } from '../lab/question.ts';
import type { Lab, LabEvent } from '../lab/state.ts';
import { copyButton, shareMenu } from '../share/menu.ts';
import type { Acts } from '../share/menu.ts';
import type { Send } from '../store.ts';

/// The playground's bar: name, title, question with its outcomes, actions on the scenario, and the other pages.
export function bar(lab: Lab, send: Send<LabEvent>, acts: Acts): TemplateResult {
  return html`<header class="bar">
    <a class="brand" href="index.html">hopwise</a>
    <h1 class="bar-title"><bdi>${lab.answer?.title || 'Untitled scenario'}</bdi></h1>
    ${question(lab, send)}
    <div class="bar-actions scripted" role="group" aria-label="Scenario">
      <button type="button" popovertarget="scenarios">Scenarios</button>
      <hop-scenarios class="menu" id="scenarios" popover role="group" aria-label="Scenarios" .lab=${lab} .send=${send} .openFile=${acts.openFile} .freed=${acts.keep}></hop-scenarios>
      ${copyButton(lab, acts)} ${shareMenu(lab, acts)}
    </div>
    <nav class="bar-actions" aria-label="Hopwise">
      <a class="button" href="lessons/index.html">Lessons</a>
      <a class="button" href="reference/index.html">Reference</a>
      <hop-scheme class="scripted"></hop-scheme>
      <hop-shortcuts class="scripted"></hop-shortcuts>
    </nav>
  </header>`;
}
