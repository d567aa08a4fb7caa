import type { Page } from 'playwright-core';

/** Every element with every attribute that a page consists of, once each: `a[href]`. */
export async function markupOf(page: Page): Promise<ReadonlySet<string>> {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => [
      element.localName,
      ...element.getAttributeNames().map((name) => `${element.localName}[${name}]`),
    ]),
  );
  return new Set(found);
}

/** What is not known. */
export function isNotIn(known: ReadonlySet<string>): (found: string) => boolean {
  return (found) => !known.has(found);
}
