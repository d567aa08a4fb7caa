/** A command as GitHub's runner understands it. */
export type RunnerCommand = {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
};

const known: ReadonlySet<string> = new Set([
  'stop-commands',
  'error',
  'warning',
  'notice',
  'debug',
  'group',
  'endgroup',
  'add-mask',
  'add-matcher',
  'remove-matcher',
  'add-path',
  'echo',
  'save-state',
  'set-env',
  'set-output',
]);

/**
 * What the runner takes for commands in a log, line by line: `::name properties::data` after blanks, or
 * `##[name properties]data` anywhere. After actions/runner, ActionCommand.cs and ActionCommandManager.cs.
 */
export function commandsIn(log: string): readonly RunnerCommand[] {
  return log.split(/\r\n|\n|\r/).flatMap((line) => newCommand(line) ?? oldCommand(line) ?? []);
}

function newCommand(line: string): RunnerCommand | null {
  // String.TrimStart() of .NET: White_Space of Unicode.
  const text = line.replace(/^\p{White_Space}+/u, '');
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end < 0) return null;
  return command(text.slice(2, end), ',', text.slice(end + 2), unescapedNew);
}

function oldCommand(line: string): RunnerCommand | null {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return null;
  return command(line.slice(start + 3, end), ';', line.slice(end + 1), (text) => text);
}

function command(
  info: string,
  separator: string,
  data: string,
  unescaped: (text: string, isProperty: boolean) => string,
): RunnerCommand | null {
  const [name = '', ...rest] = info.split(' ');
  if (!known.has(name.toLowerCase())) return null;
  const pairs = rest
    .join(' ')
    .split(separator)
    .filter((pair) => pair.includes('='))
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const)
    .map(([key, value]) => [key.trim(), unescaped(value, true)] as const);
  return { name, properties: Object.fromEntries(pairs), data: unescaped(data, false) };
}

function unescapedNew(text: string, isProperty: boolean): string {
  const plain = text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const inner = isProperty ? plain.replaceAll('%3A', ':').replaceAll('%2C', ',') : plain;
  return inner.replaceAll('%25', '%');
}
