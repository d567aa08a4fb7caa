import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Rgb = readonly [number, number, number];

const style = readFileSync(new URL('../../src/page/style/page.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;

/** How colours look to those who can't tell some of them apart: Machado, Oliveira, Fernandes (2009), severity 1. */
const sights: Readonly<Record<string, readonly Rgb[]>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

describe.each(themes)('in the %s theme', (theme) => {
  const colour = (name: string): Rgb => linearOf(name, theme);

  it.each([
    ['ink', 'surface'],
    ['ink', 'ground'],
    ['ink', 'raised'],
    ['muted', 'surface'],
    ['muted', 'ground'],
    ['muted', 'raised'],
    ['muted', 'span'],
    ['accent', 'surface'],
    ['on-accent', 'accent'],
    ['good', 'surface'],
    ['warn', 'surface'],
    ['bad', 'surface'],
    ['surface', 'bad'],
  ])('%s can be read on %s', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['line-strong', ...Array.from({ length: 8 }, (_, index) => `series-${index}`)])(
    '%s can be seen on the surface',
    (name) => {
      expect(contrast(colour(name), colour('surface'))).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(Object.entries(sights))('the first four series are told apart with %s', (_name, matrix) => {
    const seen = [0, 1, 2, 3].map((index) => oklab(seenAs(colour(`series-${index}`), matrix)));
    const distances = seen.flatMap((one, index) =>
      seen.slice(index + 1).map((other) => distance(one, other)),
    );
    expect(Math.min(...distances)).toBeGreaterThan(0.1);
  });
});

function linearOf(name: string, theme: (typeof themes)[number]): Rgb {
  const pair = new RegExp(String.raw`--${name}: light-dark\(#(\w{6}), #(\w{6})\);`).exec(style);
  const hex = pair?.[themes.indexOf(theme) + 1] ?? '';
  if (hex === '') throw new Error(`there is no colour ${name}`);
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(0), channel(2), channel(4)];
}

/** As WCAG 2 defines it. */
function contrast(one: Rgb, other: Rgb): number {
  const [low = 0, high = 0] = [one, other].map(luminance).toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function seenAs(colour: Rgb, matrix: readonly Rgb[]): Rgb {
  const [red = 0, green = 0, blue = 0] = matrix.map((row) => Math.min(Math.max(dot(row, colour), 0), 1));
  return [red, green, blue];
}

/** Björn Ottosson's perceptual colour space (2020). */
function oklab(colour: Rgb): Rgb {
  const cones: Rgb = [
    Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], colour)),
    Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], colour)),
    Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], colour)),
  ];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], cones),
    dot([1.9779984951, -2.428592205, 0.4505937099], cones),
    dot([0.0259040371, 0.7827717662, -0.808675766], cones),
  ];
}

function dot([a, b, c]: Rgb, [x, y, z]: Rgb): number {
  return a * x + b * y + c * z;
}

function distance(one: Rgb, other: Rgb): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
