import type { Completion, GateOutcome, Trust } from '../../summary/result.ts';
import { gateTable } from './gate-table.ts';
import { noticesOf } from './notices.ts';
import type { Block, Tone } from './page.ts';
import type { SectionDraft } from './page-sections.ts';

type Found = {
  readonly completion: Completion;
  readonly trust: Trust;
  readonly gates: readonly GateOutcome[];
  readonly finding: { readonly sentence: string };
};

/** What is to be known first, what was found, and the figures that say so. */
export function findingSummary(
  { completion, trust, gates, finding }: Found,
  tone: Tone,
  figures: Block,
): SectionDraft {
  return {
    id: 'summary',
    title: 'Summary',
    parts: [
      ...noticesOf(completion, trust, gates),
      { kind: 'notice', tone, title: finding.sentence, lines: [] },
      figures,
      ...gateTable(gates),
    ],
  };
}
