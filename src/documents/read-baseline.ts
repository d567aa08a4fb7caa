import type { Baseline } from '../gate/baseline/baseline.ts';
import { type DocumentForm, lazyValidator, readDocument } from './read-document.ts';

const schemaFile = 'baseline.schema.json';
const hint = 'inrush baseline record measures one';

const form: DocumentForm<Baseline> = {
  noun: 'a baseline',
  origin: hint,
  schemaFile,
  otherKinds: {
    'load-run': { message: 'it is the result of one run and not a baseline', hint },
    'sync-vs-async': { message: 'it is a comparison of sync and async and not a baseline', hint },
    ab: { message: 'it is what inrush ab found and not a baseline', hint },
    compare: { message: 'it is what inrush compare found and not a baseline', hint },
  },
  isValid: lazyValidator<Baseline>(schemaFile),
};

/**
 * The baseline that `inrush baseline record` wrote, checked against its schema. Rejects with `usage` with what is wrong and
 * where; `name` says whose text it is.
 */
export async function readBaseline(text: string, name: string): Promise<Baseline> {
  return readDocument(text, name, form);
}
