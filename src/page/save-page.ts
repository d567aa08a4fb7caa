import type { Page } from '../report/html/page.ts';
import { jsonBlock } from '../report/html/json-block.ts';

/** Downloads the page as it is now: one file that needs no server. */
export function savePage(page: Page): void {
  const address = URL.createObjectURL(new Blob([documentOf(page)], { type: 'text/html' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName(page.title);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Its script, style and policy are those of this document. */
function documentOf(page: Page): string {
  const copy = document.implementation.createHTMLDocument(page.title);
  copy.documentElement.lang = document.documentElement.lang;
  for (const each of document.querySelectorAll('head > meta, head > style')) {
    copy.head.append(each.cloneNode(true));
  }
  const policy = copy.querySelector('meta[http-equiv]');
  policy?.setAttribute('content', offline(policy.getAttribute('content') ?? ''));
  copy.head.prepend(...copy.querySelectorAll('head > meta'));
  for (const each of document.querySelectorAll('body > noscript, body > script')) {
    copy.body.append(each.cloneNode(true));
  }
  const data = copy.querySelector('#page');
  const { back: _back, ...kept } = page;
  if (data !== null) data.textContent = jsonBlock({ ...kept, live: null });
  return `<!doctype html>\n${copy.documentElement.outerHTML}\n`;
}

function offline(policy: string): string {
  return policy.replace("connect-src 'self'; ", '');
}

function fileName(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ['page'];
  return `${words.join('-').slice(0, 80)}.html`;
}
