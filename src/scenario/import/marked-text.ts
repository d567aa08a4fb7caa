// Importers hand on texts as they were, with marks where something is filled in when the scenario runs. The marks are
// characters of the private use area, which are taken out of what is imported first.
const [variableMark, fallbackMark, expressionMark, endMark] = ['\uE000', '\uE001', '\uE002', '\uE003'];
const marks = /[\uE000-\uE003]/g;
const marked = /\uE000([^\uE001\uE003]*)(?:\uE001([^\uE003]*))?\uE003|\uE002([^\uE003]*)\uE003/g;

/** Text from outside, none of whose characters is taken for a mark. */
export function withoutMarks(text: string): string {
  return text.replaceAll(marks, '\uFFFD');
}

/** A variable of the environment, with what it is otherwise. Names become such as an environment can have. */
export function variable(name: string, fallback: string | null = null): string {
  const known = environmentName(name);
  // What would end the variable too early, or be read itself, can't be its fallback.
  if (fallback === null || /[{}$\\\n\r\uE000-\uE003]/.test(fallback)) {
    return `${variableMark}${known}${endMark}`;
  }
  return `${variableMark}${known}${fallbackMark}${fallback}${endMark}`;
}

/** An expression of the scenario's language. */
export function expression(source: string): string {
  return `${expressionMark}${source}${endMark}`;
}

/** `base-url` is `base_url`. */
export function environmentName(name: string): string {
  const known = name.replaceAll(/[^A-Za-z0-9_]+/g, '_');
  return /^[A-Za-z_]/.test(known) ? known : `_${known}`;
}

export function hasMark(text: string): boolean {
  return text.search(marks) >= 0;
}

/** As a scenario file holds it: marks as what they stand for, and everything else so that it stays as it is. */
export function scenarioText(text: string): string {
  let written = '';
  let from = 0;
  for (const match of text.matchAll(marked)) {
    const [whole, name, fallback, source] = match;
    written += literalBefore(text.slice(from, match.index), source !== undefined);
    from = match.index + whole.length;
    if (source !== undefined) written += `{{ ${source} }}`;
    else written += fallback === undefined ? `\${${name}}` : `\${${name}:-${fallback}}`;
  }
  return written + literal(text.slice(from));
}

/** For a name, where nothing is filled in: a variable by its name alone. */
export function plainText(text: string): string {
  const named = text.replaceAll(marked, (_whole, name: string | undefined) => name ?? '');
  return named.replaceAll(/(?<=[{$])\{/g, ' {');
}

/** Two opening braces, and a dollar with one, mean something in a scenario. */
function literal(text: string): string {
  const braces = text.replaceAll(/(\\*)\{\{/g, String.raw`$1$1\{{`);
  return braces.replaceAll('${', '$$$${');
}

/** Braces and dollars that would join with what follows become an expression of their own. */
function literalBefore(text: string, isBeforeExpression: boolean): string {
  const [run = ''] = /[{$]+$/.exec(text) ?? [];
  const said = run === '' ? '' : `{{ ${Array.from(run, (letter) => `"${letter}"`).join(' + ')} }}`;
  const rest = literal(text.slice(0, text.length - run.length));
  // Backslashes before an expression are written twice.
  return `${said !== '' || isBeforeExpression ? rest.replace(/\\+$/, '$&$&') : rest}${said}`;
}
