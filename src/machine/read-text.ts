import { readFileSync } from 'node:fs';

/** The text of a file; null when there is none or it can't be read. */
export type ReadText = (path: string) => string | null;

export const readFileText: ReadText = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};
