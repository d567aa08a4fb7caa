import type { Limits } from '../../gate/changes/standing.ts';
import type { Change } from '../../gate/change.ts';
import type { GateOutcome } from '../../summary/result.ts';
import { requestSummary } from '../change-markdown.ts';
import type { ChangeHeads } from '../change-table.ts';
import { changeBlocks, changeTable } from './change-blocks.ts';
import { gateTable } from './gate-table.ts';
import type { SectionDraft } from './page-sections.ts';

export type ShownChanges = {
  /** Those that decide, and those by request that don't. */
  readonly deciding: readonly Change[];
  readonly byRequest: readonly Change[];
  readonly heads: ChangeHeads;
  readonly limits: Limits;
  readonly gates: readonly GateOutcome[];
};

/** What changed, whatever it was found out by. */
export function changeSections({ deciding, byRequest, heads, limits, gates }: ShownChanges): SectionDraft[] {
  return [
    {
      id: 'changes',
      title: 'Changes',
      parts: [
        ...changeBlocks('changes', deciding, { heads, limits, caption: 'What decides' }),
        ...gateTable(gates),
      ],
    },
    {
      id: 'requests',
      title: 'By request',
      parts: changeTable('requests', byRequest, {
        heads,
        caption: `${requestSummary(byRequest)}; decides nothing by itself`,
      }),
    },
  ];
}
