import { type DocumentForm, lazyValidator, readDocument } from '../documents/read-document.ts';
import type { Report } from './reporter.ts';

const schemaFile = 'result.schema.json';

const form: DocumentForm<Report> = {
  noun: 'a result',
  origin: 'inrush writes results with -o json=FILE',
  schemaFile,
  otherKinds: {
    baseline: { message: 'it is a baseline and not a result', hint: 'inrush baseline show prints it' },
  },
  isValid: lazyValidator<Report>(schemaFile),
};

/**
 * The report that `-o json` wrote, checked against its schema, so that no reporter finds anything else in it. Rejects with
 * `usage` with what is wrong and where; `name` says whose text it is.
 */
export async function readReport(text: string, name: string): Promise<Report> {
  return readDocument(text, name, form);
}
