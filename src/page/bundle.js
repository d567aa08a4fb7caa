import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { rolldown } from 'rolldown';

// The page that reports carry: all its modules and its chart library in one script, and one style sheet.
const folder = new URL('../../dist/page/', import.meta.url);
const input = new URL('main.ts', import.meta.url).pathname;
const bundle = await rolldown({ input, platform: 'browser' });
await bundle.write({ file: new URL('page.js', folder).pathname, format: 'iife', minify: true });
await bundle.close();

const libraryStyle = createRequire(import.meta.url).resolve('uplot/dist/uPlot.min.css');
const style = [libraryStyle, new URL('page.css', import.meta.url)].map((path) => readFileSync(path, 'utf8'));
writeFileSync(new URL('page.css', folder), style.join('\n'));
