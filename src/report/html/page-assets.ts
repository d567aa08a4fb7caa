import { readFileSync } from 'node:fs';

/** What every page brings along: the script that draws it and how it looks. */
export type PageAssets = { readonly script: string; readonly style: string };

const built = new URL('../../../dist/page/', import.meta.url);
let read: PageAssets | undefined;

/** As `npm run build` made them of `src/page/`. */
export function pageAssets(): PageAssets {
  return (read ??= {
    script: readFileSync(new URL('page.js', built), 'utf8'),
    style: readFileSync(new URL('page.css', built), 'utf8'),
  });
}
