import { assertNever } from '../../base/assert.ts';
import { InrushError } from '../../base/errors.ts';
import { parseJson } from '../../documents/parse-json.ts';
import { readBaseline } from '../../documents/read-baseline.ts';
import type { Baseline } from '../../gate/baseline/baseline.ts';
import { readReport } from '../../report/read-report.ts';
import type { Report } from '../../report/reporter.ts';
import { type FolderFile, folderFiles, readFolderFile } from './folder-files.ts';
import { type ListedFile, listBaseline, listOther, listReport } from './listed-file.ts';

/** What a file of a folder holds. */
export type StoredDocument =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'baseline'; readonly baseline: Baseline }
  | { readonly kind: 'other'; readonly reasons: readonly string[] };

export type Listing = { readonly files: readonly ListedFile[]; readonly omitted: number };

type Known = { readonly file: FolderFile; readonly listed: ListedFile };

/** The results in a folder, as they are whenever somebody asks. What has not changed isn't read again for a list. */
export class StoredDocuments {
  readonly #folder: string;
  #known = new Map<string, Known>();
  #listing: Promise<Listing> | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Throws where the folder can't be read. */
  list(): Promise<Listing> {
    return (this.#listing ??= this.#list().finally(() => (this.#listing = null)));
  }

  /** Only a name that the folder has at this moment leads to a file; null of any other. */
  async read(name: string): Promise<StoredDocument | null> {
    const { files } = await folderFiles(this.#folder);
    const file = files.find((one) => one.name === name);
    return file === undefined ? null : readDocument(file);
  }

  async #list(): Promise<Listing> {
    const { files, omitted } = await folderFiles(this.#folder);
    const known = new Map<string, Known>();
    for (const file of files) {
      const before = this.#known.get(file.name);
      const isSame = before?.file.changedMs === file.changedMs && before.file.bytes === file.bytes;
      known.set(file.name, isSame ? before : { file, listed: await listFile(file) });
    }
    this.#known = known;
    return { files: [...known.values()].map(({ listed }) => listed), omitted };
  }
}

async function listFile(file: FolderFile): Promise<ListedFile> {
  const document = await readDocument(file);
  switch (document.kind) {
    case 'report':
      return listReport(file.name, document.report);
    case 'baseline':
      return listBaseline(file.name, document.baseline);
    case 'other':
      return listOther(file.name, document.reasons);
    default:
      return assertNever(document);
  }
}

async function readDocument(file: FolderFile): Promise<StoredDocument> {
  const text = await readFolderFile(file);
  if (!text.ok) return { kind: 'other', reasons: [text.message] };
  try {
    return isBaseline(text.value)
      ? { kind: 'baseline', baseline: await readBaseline(text.value, file.name) }
      : { kind: 'report', report: await readReport(text.value, file.name) };
  } catch (error) {
    if (!(error instanceof InrushError)) throw error;
    const reasons = error.problems.map(({ message }) => message.replace(`${file.name}: `, ''));
    return { kind: 'other', reasons };
  }
}

function isBaseline(text: string): boolean {
  const parsed = parseJson(text);
  const value = parsed.ok ? parsed.value : null;
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'baseline';
}
