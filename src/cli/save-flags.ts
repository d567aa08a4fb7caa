import { parseBytes, parseCount, type Parsed } from '../base/units.ts';
import { reading, readText } from './flag.ts';
import type { ScenarioFlag } from './scenario-draft.ts';

/** Where responses are saved, and how many of them; null: it wasn't said. */
export type SaveDraft = { path: string | null; limit: SaveLimit | null };

/** The first responses in request order, until either is reached. */
export type SaveLimit = { readonly responses: number; readonly bytes: number };

export const defaultLimit: SaveLimit = { responses: 10_000, bytes: 100e6 };

export function emptySaveDraft(): SaveDraft {
  return { path: null, limit: null };
}

/** They are read into a draft of their own: responses are no part of the scenario. */
export function saveFlags(save: SaveDraft): readonly ScenarioFlag[] {
  return [
    {
      name: 'save-responses',
      group: 'Report:',
      value: 'PATH',
      describe: 'Save bodies in request order: to a file.ndjson, or one by one to a new folder',
      completesTo: 'files',
      read: reading(readText, (_draft, path) => (save.path = path)),
    },
    {
      name: 'save-responses-limit',
      group: 'Report:',
      value: 'COUNT,SIZE',
      describe: 'The first so many, with bodies of so many bytes in all; or one of the two [10k,100MB]',
      read: reading(parseSaveLimit, (_draft, limit) => (save.limit = limit)),
    },
  ];
}

/** `500`, `10MB` or both; what isn't given keeps its default. */
export function parseSaveLimit(text: string): Parsed<SaveLimit> {
  const parts = text.split(',');
  const isSize = (part: string): boolean => /b\s*$/i.test(part);
  const sizes = parts.filter(isSize).map(parseBytes);
  const counts = parts.filter((part) => !isSize(part)).map(parseCount);
  for (const parsed of [...sizes, ...counts]) if (!parsed.ok) return parsed;
  if (sizes.length > 1 || counts.length > 1) {
    return { ok: false, message: `"${text}" is not a count, a size or both, such as 10k,100MB` };
  }
  const [size] = sizes;
  const [count] = counts;
  const limit = {
    responses: count?.ok === true ? count.value : defaultLimit.responses,
    bytes: size?.ok === true ? size.value : defaultLimit.bytes,
  };
  return limit.responses > 0
    ? { ok: true, value: limit }
    : { ok: false, message: `"${text}" lets no response through` };
}
