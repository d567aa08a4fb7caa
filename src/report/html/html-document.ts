import { createHash } from 'node:crypto';
import { jsonBlock } from './json-block.ts';
import type { Page } from './page.ts';
import { pageAssets } from './page-assets.ts';

/**
 * A page as one file that needs no other. All that differs between pages is data in a block that no browser runs; the script
 * puts it in place as text. The policy lets nothing else run, and lets the page reach no other host.
 */
export function htmlDocument(page: Page): string {
  const { script, style } = pageAssets();
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(page)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeText(page.title)}</title>
<style>${style}</style>
</head>
<body>
<noscript>This report is drawn by a script of its own: allow scripts to see it.</noscript>
<script type="application/json" id="page">${jsonBlock(page)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** What a browser lets the document do; for its head, and for the header of a server. */
export function contentPolicy({ live }: Page): string {
  const { script, style } = pageAssets();
  const sources = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    ...(live === null ? [] : ["connect-src 'self'"]),
    "base-uri 'none'",
    "form-action 'self'",
  ];
  return sources.join('; ');
}

/** The only place where text becomes markup. */
function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
