import type { CompareResult } from '../../gate/compare/compare-result.ts';
import {
  changeHeads,
  differenceTexts,
  methodParts,
  policyText,
  sideText,
  targetText,
} from '../compare-parts.ts';
import { changeFigures, findingNotice, standingTone } from './change-blocks.ts';
import { changeSections } from './change-sections.ts';
import { factList } from './fact-list.ts';
import { leftOutTable } from './left-out-table.ts';
import { noticesOf } from './notices.ts';
import type { Notice, Page } from './page.ts';
import { pageSections } from './page-sections.ts';
import { studyHead } from './study-head.ts';

/** What changed from the baseline to the candidate and how sure that is, then what it rests on. */
export function comparePage(result: CompareResult): Page {
  const { base, head, changes, requestChanges, gates, trust, completion, design, finding, notes } = result;
  const policy = policyText(result);
  return {
    ...studyHead(result, {
      heading: `Candidate against baseline: ${targetText(result)}`,
      lead: [`baseline ${base.label}`, `candidate ${head.label}`],
      otherwise: { tone: 'neutral', label: result.differences.length > 0 ? 'not gated' : 'done' },
    }),
    ...pageSections([
      {
        id: 'summary',
        title: 'Summary',
        parts: [
          ...differenceNotice(result),
          ...noticesOf(completion, trust, gates),
          ...findingNotice(
            finding,
            changes.map((change) => standingTone(change, design)),
          ),
          ...changeFigures(changes, changeHeads),
        ],
      },
      ...changeSections({
        deciding: changes,
        byRequest: requestChanges,
        heads: changeHeads,
        limits: design,
        gates,
      }),
      {
        id: 'method',
        title: 'How it was compared',
        parts: [
          ...factList({
            baseline: [base.label, sideText(base)],
            candidate: [head.label, sideText(head)],
            method: methodParts(result),
            inconclusive: policy === null ? [] : [policy],
            notes,
            trust: [trust.level],
          }),
          ...leftOutTable([base, head].flatMap(({ leftOut }) => leftOut)),
        ],
      },
    ]),
  };
}

function differenceNotice(result: CompareResult): Notice[] {
  const lines = differenceTexts(result);
  if (lines.length === 0) return [];
  return [{ kind: 'notice', tone: 'warn', title: 'not gated: no figure below decides anything', lines }];
}
