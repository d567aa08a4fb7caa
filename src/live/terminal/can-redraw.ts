/**
 * Whether something may be drawn over itself there: on a terminal that can move its cursor, where a person looks. What
 * runs in CI keeps a log, even where it has a terminal.
 */
export function canRedraw(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  const { TERM: terminal, CI: ci = '' } = environment;
  return stream.isTTY === true && terminal !== 'dumb' && (ci === '' || ci === 'false');
}
