import type { Result } from '../summary/result.ts';
import { driftNote } from './drift-note.ts';
import { floorNote } from './floor-note.ts';
import { lowerBoundSentence } from './lower-bounds.ts';

/** What a reader of the percentiles should know; a finding is said louder than an explanation. */
export type LatencyNote = { readonly text: string; readonly isFinding: boolean };

export function latencyNotes(result: Result): readonly LatencyNote[] {
  const notes = [
    { text: driftNote(result), isFinding: true },
    { text: floorNote(result), isFinding: true },
    { text: lowerBoundSentence(result), isFinding: false },
    { text: closedModelNote(result), isFinding: false },
  ];
  return notes.flatMap(({ text, isFinding }) => (text === null ? [] : [{ text, isFinding }]));
}

function closedModelNote({ load }: Result): string | null {
  if (load.model === 'open') return null;
  return "closed model: service time only, its tail can't be compared with an open run's";
}
