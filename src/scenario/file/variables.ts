/** What a text became: its variables filled in, and what is wrong with it. */
export type Substitution = {
  readonly text: string;
  /** The names that it used. */
  readonly names: readonly string[];
  /** All of it was one variable, so its value may be of any type. */
  readonly isWhole: boolean;
  readonly faults: readonly SubstitutionFault[];
};

export type SubstitutionFault = { readonly message: string; readonly hint: string };

const variable = /\$\$\{|\$\{(?:([^}]*)\})?/g;
const escapeHint = 'write $${ for a ${ that is meant as text';

/** Fills in `${NAME}` and `${NAME:-default}`; `$${` stands for `${` itself. */
export function substitute(text: string, env: Readonly<Record<string, string>>): Substitution {
  const names: string[] = [];
  const faults: SubstitutionFault[] = [];
  const filled = text.replaceAll(variable, (written: string, inside: string | undefined) => {
    if (written === '$${') return '${';
    const value = inside === undefined ? unclosed(text) : valueOf(inside, env, names);
    if (typeof value === 'string') return value;
    faults.push(value);
    return written;
  });
  return { text: filled, names, isWhole: /^\$\{[^}]*\}$/.test(text), faults };
}

function valueOf(
  inside: string,
  env: Readonly<Record<string, string>>,
  names: string[],
): string | SubstitutionFault {
  const [, name = '', fallback] = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s.exec(inside) ?? [];
  if (name === '') {
    const message = `\${${inside}} names no variable`;
    return { message, hint: `it is \${NAME} or \${NAME:-default}; ${escapeHint}` };
  }
  names.push(name);
  if (fallback?.includes('${') === true) {
    return { message: `the default of \${${name}} holds another variable`, hint: 'a default is plain text' };
  }
  // As in a shell, a variable that is set to nothing has no value where there is a default.
  const given = Object.hasOwn(env, name) ? env[name] : undefined;
  if (given !== undefined && (given !== '' || fallback === undefined)) return given;
  if (fallback !== undefined) return fallback;
  const hint = `set it with -e ${name}=…, or give a default: \${${name}:-…}`;
  return { message: `the variable ${name} is not set`, hint };
}

function unclosed(text: string): SubstitutionFault {
  const start = text.slice(text.indexOf('${')).slice(0, 20);
  return { message: `the variable in "${start}" has no closing brace`, hint: escapeHint };
}
