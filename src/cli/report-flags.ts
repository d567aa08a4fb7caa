import type { RunKind, Threshold } from '../scenario/threshold.ts';
import { parseThreshold } from '../scenario/threshold.ts';
import { type Flag, reading } from './flag.ts';
import { formatNames, type Output, parseOutput } from './outputs.ts';

/** What becomes of the result. */
export type ReportDraft = {
  outputs: readonly Output[];
  failIf: readonly Threshold[];
  latency: boolean;
  isQuiet: boolean;
};

export function emptyReportDraft(): ReportDraft {
  return { outputs: [], failIf: [], latency: false, isQuiet: false };
}

export const noColorFlag: Flag<unknown> = {
  name: 'no-color',
  group: 'Report:',
  value: null,
  describe: 'No colour, as with NO_COLOR in the environment',
  // picocolors looks at the arguments itself; the flag is here to be known.
  read: () => undefined,
};

export const quietFlag: Flag<{ isQuiet: boolean }> = {
  name: 'quiet',
  alias: 'q',
  group: 'Report:',
  value: null,
  describe: 'No progress and no notes on stderr',
  read: (draft) => void (draft.isQuiet = true),
};

/** How a result is rendered and where to, whether it was measured just now or stored. */
export const renderFlags: readonly Flag<ReportDraft>[] = [
  {
    name: 'output',
    alias: 'o',
    group: 'Report:',
    value: 'FORMAT[=FILE]',
    describe: `${formatNames.join(', ')}; to stdout or a file, repeatable [text]`,
    isRepeatable: true,
    completesTo: formatNames,
    read: reading(parseOutput, (draft, output) => (draft.outputs = [...draft.outputs, output])),
  },
  {
    name: 'latency',
    group: 'Report:',
    value: null,
    describe: 'Add all percentiles of all series',
    read: (draft) => void (draft.latency = true),
  },
  noColorFlag,
];

/** What a command that measures takes besides. Which metrics `--fail-if` knows depends on the command. */
export function reportFlags(runKind: RunKind): readonly Flag<ReportDraft>[] {
  const example = runKind === 'load' ? 'p95 > 500ms' : 'speedup < 3';
  return [
    ...renderFlags,
    quietFlag,
    {
      name: 'fail-if',
      group: 'Gates:',
      value: 'CONDITION',
      describe: `Exit with 99 when it holds, repeatable: '${example}'`,
      isRepeatable: true,
      read: reading(
        (text) => parseThreshold(text, runKind, { requests: null, holds: 'fails' }),
        (draft, threshold) => (draft.failIf = [...draft.failIf, threshold]),
      ),
    },
  ];
}
