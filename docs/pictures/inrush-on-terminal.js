import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import xterm from '@xterm/headless';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const size = { cols: 100, rows: 30 };
/** Its own; all else has the other one. */
const core = 1;
const addressOfPage = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{16,}\//;

/** `inrush` as it looks on a terminal: its screen, and where its dashboard is. */
export function inrushOnTerminal(args) {
  const terminal = new xterm.Terminal({ ...size, allowProposedApi: true });
  const words = ['taskset', '-c', core, process.execPath, main, ...args].map((word) => `'${word}'`);
  const command = `stty columns ${size.cols} rows ${size.rows}; exec ${words.join(' ')}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TERM: 'xterm-256color', COLORTERM: 'truecolor' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  const dashboard = new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => {
      terminal.write(bytes);
      told = (told + bytes.toString()).slice(0, 20_000);
      const [url] = addressOfPage.exec(told) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', () => reject(new Error(`inrush has ended: ${told}`)));
  });
  dashboard.catch(() => {});
  return { dashboard, ended: once(child, 'exit'), screen: () => linesOf(terminal) };
}

/** `inrush target` on a port, so that the pictures show an address that the documentation uses. */
export async function startBuiltInTarget(port) {
  const child = spawn(process.execPath, [main, 'target', '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const heard = await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => null)]);
  if (heard === null) throw new Error(`the target could not start on port ${port}`);
  await sleep(500);
  return { stop: () => child.kill() };
}

/**
 * Rows of cells, as far as there is something on the screen.
 *
 * @typedef {{text: string, colour: number|string|null, background: number|string|null, isBold: boolean, isDim: boolean}} Cell
 * @returns {Cell[][]}
 */
function linesOf(terminal) {
  const { active } = terminal.buffer;
  const rows = Array.from({ length: size.rows }, (_, row) => {
    const line = active.getLine(active.baseY + row);
    return Array.from({ length: size.cols }, (_cell, column) => cellOf(line?.getCell(column)));
  });
  const isEmpty = (row) => row.every(({ text, background }) => text.trim() === '' && background === null);
  return rows.slice(0, rows.findLastIndex((row) => !isEmpty(row)) + 1);
}

function cellOf(cell) {
  const [colour, background] = [
    colourOf(cell.getFgColor(), cell.isFgPalette(), cell.isFgRGB()),
    colourOf(cell.getBgColor(), cell.isBgPalette(), cell.isBgRGB()),
  ];
  const isInverse = cell.isInverse() !== 0;
  return {
    text: cell.getChars(),
    colour: isInverse ? background : colour,
    background: isInverse ? colour : background,
    isBold: cell.isBold() !== 0,
    isDim: cell.isDim() !== 0,
  };
}

/** A number of the terminal's palette, `#rrggbb`, or null: the terminal's own. */
function colourOf(value, isPalette, isRgb) {
  if (isPalette) return value;
  return isRgb ? `#${value.toString(16).padStart(6, '0')}` : null;
}
