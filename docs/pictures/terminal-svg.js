const cell = { width: 8.4, height: 18 };
const edge = 14;
const titleHeight = 30;
const blocks = '▁▂▃▄▅▆▇█';
const shades = { '░': 0.25, '▒': 0.5, '▓': 0.75 };

/** The 16 colours of a terminal, dark and light: [on dark, on light]. */
const palette = [
  ['#484f58', '#24292f'],
  ['#ff7b72', '#b3261e'],
  ['#56d364', '#116329'],
  ['#e3b341', '#7a4a00'],
  ['#79c0ff', '#0550ae'],
  ['#d2a8ff', '#8250df'],
  ['#56d4dd', '#1b6c78'],
  ['#d0d7de', '#57606a'],
  ['#6e7681', '#57606a'],
  ['#ffa198', '#a40e26'],
  ['#7ee787', '#1a7f37'],
  ['#f2cc60', '#633c01'],
  ['#a5d6ff', '#0969da'],
  ['#e2c5ff', '#a475f9'],
  ['#b3f0ff', '#3192aa'],
  ['#ffffff', '#1f2328'],
];
const themes = [
  { foreground: '#e6edf3', background: '#0d1117', frame: '#30363d' },
  { foreground: '#1f2328', background: '#ffffff', frame: '#d0d7de' },
];

/**
 * A screen as a picture that is light or dark as its reader wants it. Blocks and shades are drawn, for fonts leave gaps between them.
 *
 * @param {import('./inrush-on-terminal.js').Cell[][]} rows
 * @param {string} title
 */
export function svgOf(rows, title) {
  const width = Math.ceil((rows[0]?.length ?? 0) * cell.width + 2 * edge);
  const height = titleHeight + rows.length * cell.height + 2 * edge;
  const drawn = rows.flatMap((row, index) => rowOf(row, titleHeight + edge + index * cell.height));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>
<style>
text { font: 14px ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace; white-space: pre; fill: currentColor }
rect { fill: currentColor }
${stylesOf(0)}
@media (prefers-color-scheme: light) {
${stylesOf(1)}
}
.b { font-weight: 700 }
.d { opacity: 0.65 }
</style>
<rect class="back" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
<text class="f d" x="${edge}" y="${titleHeight - 8}">$ ${escaped(title)}</text>
${drawn.join('\n')}
</svg>
`;
}

function stylesOf(theme) {
  const { foreground, background, frame } = themes[theme];
  const colours = palette.map((pair, index) => `.c${index} { color: ${pair[theme]} }`);
  return [`.f { color: ${foreground} }`, `.back { fill: ${background}; stroke: ${frame} }`, ...colours].join(
    '\n',
  );
}

/** Neighbours that look the same are one piece. */
function rowOf(row, y) {
  const pieces = [];
  for (const [column, one] of row.entries()) {
    const kind = kindOf(one.text);
    const key = [kind, one.colour, one.background, one.isBold, one.isDim].join();
    const last = pieces.at(-1);
    if (last?.key === key) last.text += one.text === '' ? ' ' : one.text;
    else pieces.push({ ...one, key, kind, column, text: one.text === '' ? ' ' : one.text });
  }
  return pieces.flatMap((piece) => [...backgroundOf(piece, y), ...inkOf(piece, y)]);
}

/** Each drawn character is a piece with those like it. */
function kindOf(text) {
  return blocks.includes(text) && text !== '' ? text : Object.hasOwn(shades, text) ? text : 'text';
}

function backgroundOf({ background, column, text }, y) {
  if (background === null) return [];
  return [rectangle({ column, text, y, height: cell.height, look: lookOf(background, false) })];
}

function inkOf({ kind, column, text, colour, isBold, isDim }, y) {
  if (text.trim() === '') return [];
  const look = lookOf(colour, isDim);
  if (Object.hasOwn(shades, kind)) {
    return [
      rectangle({ column, text, y, height: cell.height, look: `${look} fill-opacity="${shades[kind]}"` }),
    ];
  }
  if (kind !== 'text') {
    const height = (cell.height * (blocks.indexOf(kind) + 1)) / blocks.length;
    return [rectangle({ column, text, y: y + cell.height - height, height, look })];
  }
  const lead = text.length - text.trimStart().length;
  const words = text.trim();
  const at = `x="${round(edge + (column + lead) * cell.width)}" y="${round(y + 13.5)}"`;
  const length = `textLength="${round(words.length * cell.width)}"`;
  return [`<text ${lookOf(colour, isDim, isBold)} ${at} ${length}>${escaped(words)}</text>`];
}

function rectangle({ column, text, y, height, look }) {
  const place = `x="${round(edge + column * cell.width)}" y="${round(y)}"`;
  return `<rect ${look} ${place} width="${round(text.length * cell.width)}" height="${round(height)}"/>`;
}

function lookOf(colour, isDim, isBold = false) {
  const classes = [
    typeof colour === 'number' && colour < 16 ? `c${colour}` : 'f',
    isBold ? 'b' : '',
    isDim ? 'd' : '',
  ];
  const own = typeof colour === 'string' || colour > 15 ? ` style="color:${rgbOf(colour)}"` : '';
  return `class="${classes.filter((name) => name !== '').join(' ')}"${own}`;
}

/** Of the 256 colours: a cube of 6 × 6 × 6, then 24 greys. */
function rgbOf(colour) {
  if (typeof colour === 'string') return colour;
  if (colour > 231) {
    const grey = 8 + 10 * (colour - 232);
    return `rgb(${grey},${grey},${grey})`;
  }
  const level = (step) => (step === 0 ? 0 : 55 + 40 * step);
  const index = colour - 16;
  return `rgb(${[Math.floor(index / 36), Math.floor(index / 6) % 6, index % 6].map(level).join()})`;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function round(value) {
  return Math.round(value * 10) / 10;
}
