import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

// The page that reports carry: all its modules and the libraries in one script, and one style sheet.
const { resolve } = createRequire(import.meta.url);
const folder = new URL('../../dist/page/', import.meta.url);
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const read = (path) => readFileSync(path, 'utf8');

const licences = ['uplot', 'preact'].map(
  (name) => `${name}\n\n${read(resolve(`${name}/package.json`).replace('package.json', 'LICENSE')).trim()}`,
);
const bundle = await rolldown({ input: here('main.ts'), platform: 'browser' });
await bundle.write({
  file: fileURLToPath(new URL('page.js', folder)),
  format: 'iife',
  minify: true,
  comments: { annotation: false },
  banner: `/*!\n${licences.join('\n\n')}\n*/`,
});
await bundle.close();

const sheets = ['page', 'blocks', 'table', 'chart', 'print'].map((name) => here(`style/${name}.css`));
const style = [resolve('uplot/dist/uPlot.min.css'), ...sheets].map(read);
writeFileSync(new URL('page.css', folder), style.join('\n'));
