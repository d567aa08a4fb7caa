import type { Problem } from '../base/errors.ts';
import { parseDurationMs } from '../base/units.ts';
import { inconclusivePolicies, type InconclusivePolicy } from '../gate/verdict.ts';
import type { GateSettings } from '../modes/prepare-gates.ts';
import { parseThreshold, type RunKind, type Threshold } from '../scenario/threshold.ts';
import { type Flag, readChoice, reading, readText } from './flag.ts';
import { formatNames, type Output, parseOutput } from './outputs.ts';

/** What becomes of the result. */
export type ReportDraft = {
  outputs: readonly Output[];
  failIf: readonly Threshold[];
  inconclusive: InconclusivePolicy;
  isConfident: boolean;
  isAbortOnFail: boolean;
  abortDelayMs: number | null;
  baselinePath: string | null;
  latency: boolean;
  isQuiet: boolean;
  hasUi: boolean;
};

export function emptyReportDraft(): ReportDraft {
  return {
    outputs: [],
    failIf: [],
    inconclusive: 'fail',
    isConfident: false,
    isAbortOnFail: false,
    abortDelayMs: null,
    baselinePath: null,
    latency: false,
    isQuiet: false,
    hasUi: false,
  };
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

export const uiFlag: Flag<{ hasUi: boolean }> = {
  name: 'ui',
  group: 'Report:',
  value: null,
  describe: 'Serve the report as a page on 127.0.0.1 while it comes about; the address is on stderr',
  read: (draft) => void (draft.hasUi = true),
};

/** `byDefault` is what the draft begins with. */
export function inconclusiveFlag(byDefault: InconclusivePolicy): Flag<{ inconclusive: InconclusivePolicy }> {
  return {
    name: 'inconclusive',
    group: 'Gates:',
    value: inconclusivePolicies.join('|'),
    describe: `What gates that can't be decided come to: exit 0 or 98 [${byDefault}]`,
    completesTo: inconclusivePolicies,
    read: reading(readChoice(inconclusivePolicies), (draft, policy) => (draft.inconclusive = policy)),
  };
}

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
    uiFlag,
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
    {
      name: 'confident',
      group: 'Gates:',
      value: null,
      describe: 'A gate passes only if the whole 95 % interval of its number does',
      read: (draft) => void (draft.isConfident = true),
    },
    inconclusiveFlag('fail'),
    ...(runKind === 'load' ? loadGateFlags : []),
  ];
}

const loadGateFlags: readonly Flag<ReportDraft>[] = [
  {
    name: 'baseline',
    group: 'Gates:',
    value: 'FILE',
    describe: "Of inrush baseline record, for 'p95 > baseline + 10%'; HTML draws it",
    completesTo: 'files',
    read: reading(readText, (draft, path) => (draft.baselinePath = path)),
  },
  {
    name: 'abort-on-fail',
    group: 'Gates:',
    value: null,
    describe: 'End the run when a gate fails in 3 seconds in a row',
    read: (draft) => void (draft.isAbortOnFail = true),
  },
  {
    name: 'abort-delay',
    group: 'Gates:',
    value: 'TIME',
    describe: 'With --abort-on-fail: not in this time after the warm-up [0s]',
    read: reading(parseDurationMs, (draft, delayMs) => (draft.abortDelayMs = delayMs)),
  },
];

/** How the gates are to be judged; `baselinePath` is the scenario file's own. */
export function gateSettings(draft: ReportDraft, baselinePath: string | null = null): GateSettings {
  const { isConfident, isAbortOnFail, abortDelayMs, outputs, hasUi } = draft;
  return {
    isConfident,
    abort: isAbortOnFail ? { delayMs: abortDelayMs ?? 0 } : null,
    baselinePath: draft.baselinePath ?? baselinePath,
    isBaselineDrawn: hasUi || outputs.some(({ format }) => format === 'html'),
  };
}

export function gateFlagProblems({ isAbortOnFail, abortDelayMs }: ReportDraft): Problem[] {
  if (isAbortOnFail || abortDelayMs === null) return [];
  return [{ message: '--abort-delay goes with --abort-on-fail', hint: 'add --abort-on-fail' }];
}
