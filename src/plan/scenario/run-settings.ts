import type { ScenarioFile, TlsFile } from '../../scenario/file/scenario-file.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { NamedFiles } from './named-files.ts';
import type { ProblemList } from './problem-list.ts';
import { durationMs, wholeNumber } from './quantity.ts';

/** What the command line may say in place of the file. */
export type SettingOverrides = Pick<
  Scenario,
  | 'workers'
  | 'seed'
  | 'engine'
  | 'pipelining'
  | 'requestsPerConnection'
  | 'warmup'
  | 'warmupMs'
  | 'gracefulStopMs'
  | 'maxQueued'
  | 'pacing'
  | 'timeouts'
  | 'tls'
  | 'proxy'
  | 'unixPath'
  | 'connectTo'
  | 'localAddresses'
>;

type SettingsFile = Pick<
  ScenarioFile,
  'workers' | 'pipelining' | 'seed' | 'engine' | 'timeout' | 'gracefulStop' | 'warmup' | 'tls'
>;

/** How requests are sent: what the file says, and over it what was said for this run. */
export function runSettings(
  problems: ProblemList,
  file: SettingsFile,
  overrides: SettingOverrides,
  files: NamedFiles,
): SettingOverrides {
  const count = (key: 'workers' | 'pipelining' | 'seed', least: 'above 0' | '0 or more'): object => {
    const given = file[key];
    const value = given === undefined ? null : wholeNumber(problems, [key], given, least);
    return value === null ? {} : { [key]: value };
  };
  const totalMs =
    file.timeout === undefined ? null : durationMs(problems, ['timeout'], file.timeout, 'above 0');
  const stopMs =
    file.gracefulStop === undefined
      ? null
      : durationMs(problems, ['gracefulStop'], file.gracefulStop, '0 or more');
  const isWarmupGiven = overrides.warmup !== undefined || overrides.warmupMs !== undefined;
  const warmup = warmupOf(problems, file);
  return {
    ...count('workers', 'above 0'),
    ...count('pipelining', 'above 0'),
    ...count('seed', '0 or more'),
    ...(file.engine === undefined ? {} : { engine: file.engine }),
    ...(stopMs === null ? {} : { gracefulStopMs: stopMs }),
    ...(isWarmupGiven ? {} : warmup),
    ...overrides,
    timeouts: { ...(totalMs === null ? {} : { totalMs }), ...overrides.timeouts },
    tls: { ...(file.tls === undefined ? {} : planTls(files, problems, file.tls)), ...overrides.tls },
  };
}

function warmupOf(problems: ProblemList, { warmup }: SettingsFile): Pick<Scenario, 'warmup' | 'warmupMs'> {
  if (warmup === undefined) return {};
  if (warmup === 'auto') return { warmup };
  const warmupMs = durationMs(problems, ['warmup'], warmup, '0 or more');
  return warmupMs === null ? {} : { warmupMs };
}

function planTls(files: NamedFiles, problems: ProblemList, tls: TlsFile): NonNullable<Scenario['tls']> {
  const pem = (key: 'ca' | 'cert' | 'key'): object => {
    const name = tls[key];
    const text = name === undefined ? null : files.text(['tls', key], name);
    if (name === undefined || text === null) return {};
    if (text.includes('-----BEGIN ')) return { [key]: text };
    problems.refuse(['tls', key], `"${name}" holds no PEM text (-----BEGIN …)`);
    return {};
  };
  if ((tls.cert === undefined) !== (tls.key === undefined)) {
    const [given, missing] = tls.cert === undefined ? ['key', 'cert'] : ['cert', 'key'];
    problems.refuse(['tls', given], `\`${given}\` without \`${missing}\``, 'a client certificate needs both');
  }
  return {
    ...pem('ca'),
    ...pem('cert'),
    ...pem('key'),
    ...(tls.verify === undefined ? {} : { verify: tls.verify }),
  };
}
