import type { CompareResult } from '../gate/compare/compare-result.ts';
import { changeMarkdown, folded, requestSummary } from './change-markdown.ts';
import {
  changeHeads,
  differenceTexts,
  leftOutTexts,
  methodParts,
  policyText,
  sideText,
  targetText,
} from './compare-parts.ts';
import { formatCount } from './format.ts';
import { headingLines, trustMarkdown } from './markdown-parts.ts';
import { blocks, code, prose } from './markdown-text.ts';
import type { ReportOptions } from './reporter.ts';

const mostRequestRows = 100;
const mostListed = 20;

/** For a comment on a pull request: the worst first, and folded what most readers won't ask. */
export function compareMarkdown(result: CompareResult, _options: ReportOptions): string {
  const { base, head, changes, requestChanges, gates, trust } = result;
  const policy = policyText(result);
  return blocks([
    headingLines(gates, trust, 'candidate against baseline'),
    result.finding.trim() === '' ? [] : [`**${prose(result.finding)}**`],
    policy === null ? [] : [prose(`Inconclusive, ${policy}.`)],
    listed(differenceTexts(result).map((text) => `**NOT GATED**, ${prose(text)}`)),
    changeMarkdown(changes, changeHeads),
    folded(requestSummary(requestChanges), changeMarkdown(requestChanges, changeHeads, mostRequestRows)),
    folded('How it was compared', [
      `- ${code(targetText(result))}`,
      `- baseline ${code(base.label)}: ${prose(sideText(base))}`,
      `- candidate ${code(head.label)}: ${prose(sideText(head))}`,
      ...listed([methodParts(result).join(' · '), ...result.notes].map(prose)),
      ...listed(leftOutTexts(result).map((text) => `left out, ${prose(text)}`)),
      '',
      ...trustMarkdown(trust),
    ]),
    [prose(`inrush ${result.inrush}`)],
  ]);
}

function listed(texts: readonly string[]): string[] {
  const rest = texts.length - mostListed;
  const shown = texts.slice(0, mostListed).map((text) => `- ${text}`);
  return rest > 0 ? [...shown, `- and ${formatCount(rest)} more`] : shown;
}
