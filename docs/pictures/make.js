// Makes the pictures of the README from real runs against the built-in target, in a real terminal and a real browser. It wants
// util-linux' `script`, Debian's chromium and a quiet machine: `npm run pictures`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inrushOnTerminal, startBuiltInTarget } from './inrush-on-terminal.js';
import { Photographer, tellOf } from './photographer.js';
import { svgOf } from './terminal-svg.js';

const port = 8080;
/** From the start of the rush-hour run: the rush is over, and the queue that it left behind is gone. */
const liveShotMs = 26_000;
/** Exit code of a run whose gates rest on numbers that can't be relied on. */
const untrusted = 97;

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'inrush-pictures-'));
const target = await startBuiltInTarget(port);
const photographer = await Photographer.start();
try {
  await takeRush();
  await takeComparison();
} finally {
  await photographer.close();
  target.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** One run: the terminal and the dashboard while it goes, the report afterwards. */
async function takeRush() {
  const report = join(folder, 'rush.html');
  const run = inrushOnTerminal(['run', here('rush.yaml'), '--ui', '-o', `html=${report}`]);
  const url = await run.dashboard;
  const dashboard = await photographer.open(url);
  await sleep(liveShotMs);
  save('terminal.svg', svgOf(run.screen(), 'inrush run rush.yaml --ui'));
  await photographer.take(dashboard, here('dashboard'));
  const [status] = await run.ended;
  if (status === untrusted) tell('its numbers can’t be trusted: make the machine quiet, and repeat');
  await photographer.take(await photographer.open(`file://${report}`), here('report'), 'latency');
}

async function takeComparison() {
  const report = join(folder, 'comparison.html');
  const url = `http://127.0.0.1:${port}/pool/16/10`;
  const run = inrushOnTerminal([
    'sync-vs-async',
    url,
    '-n',
    '1000',
    '--sweep',
    '1..128',
    '-o',
    `html=${report}`,
  ]);
  await run.ended;
  await photographer.take(await photographer.open(`file://${report}`), here('sync-vs-async'), 'sweep');
}

function tell(text) {
  process.stderr.write(`${text}\n`);
}

function save(name, content) {
  writeFileSync(here(name), content);
  tellOf(here(name));
}
