import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { indexRows, type RowsReading } from '../../src/scenario/data/index-rows.ts';
import type { RowIndex } from '../../src/scenario/data/row-index.ts';
import { temporaryFolder } from './built-cli.ts';

/** What becomes of a data file of that name; its index is gone after the test. */
export async function readData(name: string, contents: string | Uint8Array): Promise<RowsReading> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, contents);
  const reading = await indexRows(path, name);
  if (reading.ok) onTestFinished(() => reading.rows.remove());
  return reading;
}

/** The index of a file that is right. */
export async function indexData(name: string, contents: string | Uint8Array): Promise<RowIndex> {
  const reading = await readData(name, contents);
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join('\n'));
  return reading.rows;
}

/** All rows of an index, each cut out by its offsets. */
export async function rowsOf({ rowsPath, offsetsPath, rowCount }: RowIndex): Promise<unknown[]> {
  const [rows, offsets] = [await readFile(rowsPath), await readFile(offsetsPath)];
  return Array.from({ length: rowCount }, (_, index): unknown => {
    const [from, to] = [offsets.readDoubleLE(8 * index), offsets.readDoubleLE(8 * index + 8)];
    return JSON.parse(rows.toString('utf8', from, to));
  });
}
