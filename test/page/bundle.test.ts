import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../dist/page/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

describe('what every page brings along', () => {
  it('names the licences of its libraries', () => {
    expect(read('page.js')).toContain('Copyright (c) 2022 Leon Sorokin');
    expect(read('page.js')).toContain('Copyright (c) 2015-present Jason Miller');
  });

  it('can stand in a script and a style block', () => {
    expect(read('page.js')).not.toMatch(/<\/script|<!--/i);
    expect(read('page.css')).not.toMatch(/<\/style|<!--/i);
  });

  it('loads nothing', () => {
    expect(read('page.css')).not.toMatch(/url\(|@import/);
    expect(read('page.js')).not.toMatch(/\bimport\(|importScripts|XMLHttpRequest/);
  });

  it('is small', () => {
    expect(read('page.js').length).toBeLessThan(130_000);
    expect(read('page.css').length).toBeLessThan(30_000);
  });
});
