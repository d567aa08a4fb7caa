import { InrushError } from '../base/errors.ts';
import type { Parsed } from '../base/units.ts';
import type { DoctorReport } from '../doctor/doctor-report.ts';
import { canRedraw } from '../live/terminal/can-redraw.ts';
import { StatusLine } from '../live/terminal/status-line.ts';
import { parseLine } from './command-line.ts';
import { deliverAs } from './deliver.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { chooseFingerprintFile, saveFingerprint } from './fingerprint-file.ts';
import { bind, type Flag, reading } from './flag.ts';
import type { Manual } from './manual.ts';
import { type Output, parseOutput, planOutputs } from './outputs.ts';
import { noColorFlag, quietFlag } from './report-flags.ts';
import { note } from './terminal.ts';
import { showHelp } from './show-help.ts';

type DoctorDraft = { save: boolean; outputs: readonly Output[]; isQuiet: boolean };

const usage = `inrush doctor [flags]

Looks at this machine as a load generator: its limits, its clock and timers, and what it can do at best
against a server of its own on loopback. Takes less than 20 s.
docs/doctor.md explains each line.`;

const formats = ['text', 'json'];

const doctorFlags: readonly Flag<DoctorDraft>[] = [
  {
    name: 'save',
    group: 'Doctor:',
    value: null,
    describe: "Keep what was measured as this machine's fingerprint, which later results carry",
    read: (draft) => void (draft.save = true),
  },
  {
    name: 'output',
    alias: 'o',
    group: 'Report:',
    value: 'FORMAT[=FILE]',
    describe: `${formats.join(', ')}; to stdout or a file, repeatable [text]`,
    isRepeatable: true,
    completesTo: formats,
    read: reading(parseDoctorOutput, (draft, output) => (draft.outputs = [...draft.outputs, output])),
  },
  noColorFlag,
  quietFlag,
];

export const doctorManual: Manual = {
  name: 'doctor',
  usage,
  flags: doctorFlags,
  examples: [
    ['inrush doctor', 'what this machine can do, and what to change'],
    ['inrush doctor --save', "and keep it as the machine's fingerprint"],
    ['inrush doctor -o json=machine.json', 'and as JSON'],
  ],
  wordsAre: [],
};

/** `inrush doctor`: what this machine can do as a load generator. */
export async function doctorCommand(args: readonly string[]): Promise<ExitCode> {
  const draft: DoctorDraft = { save: false, outputs: [], isQuiet: false };
  const flags = bind(doctorFlags, draft);
  const line = parseLine(args, flags);
  if (line.wantsHelp) return showHelp(doctorManual);
  const { outputs, problems: outputProblems } = planOutputs(draft.outputs);
  const file = draft.save ? chooseFingerprintFile() : null;
  const problems = [...line.problems, ...outputProblems];
  if (line.words.length > 0) problems.push({ message: `doctor takes no words, got ${line.words.join(' ')}` });
  if (file?.ok === false) problems.push(file.problem);
  if (problems.length > 0) throw new InrushError('usage', problems);
  const examined = await examine(draft.isQuiet);
  if (!examined.ok) return examined.code;
  const { report } = examined;
  await deliverAs(outputs, async (format, palette) => {
    if (format === 'json') return `${JSON.stringify(report, null, 2)}\n`;
    return (await import('../report/doctor-text.ts')).doctorText(report, palette);
  });
  if (file?.ok === true) {
    saveFingerprint(report, file.path);
    if (!draft.isQuiet) for (const text of savedNotes(report, file.path)) note(text);
  }
  return report.selfTest.floor === null ? exitCode.cannotRun : exitCode.done;
}

function savedNotes({ selfTest: { floor } }: DoctorReport, path: string): string[] {
  const saved = `the fingerprint of this machine is in ${path}`;
  return floor?.trust === 'ok'
    ? [saved]
    : [saved, 'its floor was measured on a busy machine: save it again when nothing else runs'];
}

type Examination =
  { readonly ok: true; readonly report: DoctorReport } | { readonly ok: false; readonly code: ExitCode };

/** Ctrl-C and SIGTERM end it without a report: half of it would say nothing. */
async function examine(isQuiet: boolean): Promise<Examination> {
  const { runDoctor } = await import('../doctor/run-doctor.ts');
  const status = new StatusLine(process.stderr, canRedraw(process.stderr, process.env) && !isQuiet);
  const controller = new AbortController();
  let code: ExitCode = exitCode.done;
  const endWith = (signalCode: ExitCode) => (): void => {
    code = signalCode;
    controller.abort();
  };
  process.once('SIGINT', endWith(exitCode.interrupted));
  process.once('SIGTERM', endWith(exitCode.terminated));
  try {
    const onStep = (step: string): void => status.draw(`doctor: ${step}`);
    return { ok: true, report: await runDoctor({ onStep, signal: controller.signal }) };
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    return { ok: false, code };
  } finally {
    status.clear();
  }
}

function parseDoctorOutput(text: string): Parsed<Output> {
  const [name = ''] = text.split('=');
  if (formats.includes(name)) return parseOutput(text);
  return { ok: false, message: `"${name}" is not a format of doctor; formats are ${formats.join(', ')}` };
}
