import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { ListedFile } from '../../../src/live/dashboard/listed-file.ts';
import { StoredDocuments } from '../../../src/live/dashboard/stored-documents.ts';

it('reads a file again only when its time or its size is another one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'inrush-stored-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const documents = new StoredDocuments(folder);
  const path = join(folder, 'a.json');
  const listedAfter = async (text: string, atS: number): Promise<ListedFile | undefined> => {
    writeFileSync(path, text);
    utimesSync(path, atS, atS);
    return (await documents.list()).files[0];
  };
  const first = await listedAfter('{} ', 1);
  expect(await listedAfter('[] ', 1)).toBe(first);
  const later = await listedAfter('[] ', 2);
  expect(later).not.toBe(first);
  expect(await listedAfter('', 2)).not.toBe(later);
});

it('reads the folder once for all who ask at the same time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'inrush-stored-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const documents = new StoredDocuments(folder);
  const [one, other] = await Promise.all([documents.list(), documents.list()]);
  expect(one).toBe(other);
  expect(await documents.list()).not.toBe(one);
});
