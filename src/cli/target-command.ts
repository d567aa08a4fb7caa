import { InrushError } from '../base/errors.ts';
import { parseCount } from '../base/units.ts';
import { startTargetProcesses } from '../target/cluster.ts';
import { startTarget } from '../target/server.ts';
import { parseLine } from './command-line.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { bind, type Flag, reading, readText } from './flag.ts';
import { readPem } from './flag-values.ts';
import type { Manual } from './manual.ts';
import { showHelp } from './show-help.ts';

type TargetDraft = { port: number; host: string; processes: number; cert: string; key: string };

const usage = `inrush target [flags]

A small server to try inrush on. GET / lists what it can do; docs/target.md explains it.`;

const targetFlags: readonly Flag<TargetDraft>[] = [
  {
    name: 'port',
    group: 'Target:',
    value: 'N',
    describe: 'Port to listen on, 0 for any that is free [8080]',
    read: reading(parseCount, (draft, port) => (draft.port = port)),
  },
  {
    name: 'host',
    group: 'Target:',
    value: 'ADDR',
    describe: 'Address to listen on [127.0.0.1]',
    read: reading(readText, (draft, host) => (draft.host = host)),
  },
  {
    name: 'processes',
    group: 'Target:',
    value: 'N',
    describe: 'Processes that share the port, for more connections than one may hold [1]',
    read: reading(parseCount, (draft, count) => (draft.processes = count)),
  },
  {
    name: 'cert',
    group: 'Target:',
    value: 'FILE',
    describe: 'Certificate (PEM): speak HTTPS',
    completesTo: 'files',
    read: reading(readPem, (draft, pem) => (draft.cert = pem)),
  },
  {
    name: 'key',
    group: 'Target:',
    value: 'FILE',
    describe: 'Key of the certificate (PEM)',
    completesTo: 'files',
    read: reading(readPem, (draft, pem) => (draft.key = pem)),
  },
];

export const targetManual: Manual = {
  name: 'target',
  usage,
  flags: targetFlags,
  examples: [['inrush target --port 8080', 'listen on 127.0.0.1:8080']],
  wordsAre: [],
};

/** `inrush target`: the built-in server, until a signal ends it. */
export async function targetCommand(args: readonly string[]): Promise<ExitCode> {
  const draft: TargetDraft = { port: 8080, host: '127.0.0.1', processes: 1, cert: '', key: '' };
  const flags = bind(targetFlags, draft);
  const line = parseLine(args, flags);
  if (line.wantsHelp) return showHelp(targetManual);
  const problems = [...line.problems];
  if (line.words.length > 0) problems.push({ message: `target takes no words, got ${line.words.join(' ')}` });
  if (draft.port > 65535) problems.push({ message: `--port must be at most 65535, got ${draft.port}` });
  if (draft.processes < 1) problems.push({ message: '--processes must be above 0' });
  if ((draft.cert === '') !== (draft.key === '')) {
    problems.push({ message: '--cert and --key belong together', hint: 'give both, or none for plain HTTP' });
  }
  if (problems.length > 0) throw new InrushError('usage', problems);
  const { host, port, processes, cert, key } = draft;
  const options = { host, port, ...(cert === '' ? {} : { tls: { cert, key } }) };
  const target =
    processes > 1 ? await startTargetProcesses({ ...options, processes }) : await startTarget(options);
  process.stdout.write(`listening on ${target.url}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await target.close();
  return exitCode.done;
}
