import type { AbResult } from '../../modes/ab/ab-result.ts';
import {
  abHeads,
  abServerEnd,
  abSubject,
  designParts,
  sideParts,
  splitChanges,
  timeSeries,
} from '../ab-parts.ts';
import { changeFigures, findingNotice, standingTone } from './change-blocks.ts';
import { changeSections } from './change-sections.ts';
import { factList } from './fact-list.ts';
import { latencyPlot } from './latency-curve.ts';
import { noticesOf } from './notices.ts';
import type { Page } from './page.ts';
import { pageSections, type SectionDraft } from './page-sections.ts';
import { lookTable, pairChart, pairTable } from './pair-blocks.ts';
import { percentileTable } from './percentile-table.ts';
import { endNotice } from './server-section.ts';
import { studyHead } from './study-head.ts';

/** What changed from A to B and how sure that is, then the pairs that it rests on. */
export function abPage(result: AbResult): Page {
  const { a, b, gates, trust, completion, design, finding } = result;
  const { deciding, shown } = splitChanges(result);
  const label = design.isSelfTest ? 'A against itself' : 'A against B';
  return {
    ...studyHead(result, {
      heading: `${label}: ${abSubject(result)}`,
      lead: [`A ${a.label}`, ...(design.isSelfTest ? [] : [`B ${b.label}`])],
      otherwise: { tone: 'neutral', label: 'done' },
    }),
    ...pageSections([
      {
        id: 'summary',
        title: 'Summary',
        parts: [
          ...noticesOf(completion, trust, gates),
          ...findingNotice(
            finding,
            deciding.map((change) => standingTone(change, design)),
          ),
          ...changeFigures(deciding, abHeads),
        ],
      },
      ...changeSections({ deciding, byRequest: shown, heads: abHeads, limits: design, gates }),
      {
        id: 'pairs',
        title: 'Pairs',
        parts: [...pairChart(result), ...pairTable(result), ...lookTable(result)],
      },
      latencySection(result),
      methodSection(result),
    ]),
  };
}

function latencySection({ a, b, design }: AbResult): SectionDraft {
  const series = [timeSeries('A', a), ...(design.isSelfTest ? [] : [timeSeries('B', b)])];
  const curves = series.map(({ name, distribution }, colour) => ({ label: name, colour, distribution }));
  return {
    id: 'latency',
    title: 'Latency',
    parts: [
      ...latencyPlot({ id: 'latency-curve', title: 'All pairs together, by percentile', curves }),
      percentileTable(series, null),
    ],
  };
}

function methodSection(result: AbResult): SectionDraft {
  const { a, b, design, trust } = result;
  return {
    id: 'method',
    title: 'How it was measured',
    parts: [
      ...endNotice(abServerEnd(result)),
      ...factList({
        A: [a.label, ...sideParts(a)],
        B: design.isSelfTest ? [] : [b.label, ...sideParts(b)],
        method: designParts(result),
        trust: [trust.level],
      }),
    ],
  };
}
