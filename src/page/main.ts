import { createElement, render } from 'preact';
import type { Page } from '../report/html/page.ts';
import { followPage, type LiveState } from './live/live-client.ts';
import { mergeUpdate } from './live/merge-update.ts';
import { PageView } from './page-view.tsx';
import { watchPrinting } from './printing.ts';
import { savePage } from './save-page.ts';
import { restoreTheme } from './theme.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was made by the program that made the page
let page = JSON.parse(document.querySelector('#page')?.textContent ?? '') as Page;
let liveState: LiveState = page.live === null ? 'ended' : 'connecting';
const root = document.body.appendChild(document.createElement('div'));

restoreTheme();
watchPrinting();
draw();
if (page.live !== null) {
  followPage(page.live.events, {
    onUpdate: (update) => {
      page = mergeUpdate(page, update);
      draw();
    },
    onState: (state) => {
      liveState = state;
      draw();
    },
  });
}

function draw(): void {
  document.title = page.title;
  render(createElement(PageView, { page, liveState, onSave: () => savePage(page) }), root);
}
