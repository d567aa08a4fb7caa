import { quoted } from './quoted.ts';

/** What a text became: its variables filled in, and what is wrong with it. */
export type Substitution = {
  readonly text: string;
  /** All of it was one variable, so its value may be of any type. */
  readonly isWhole: boolean;
  readonly faults: readonly SubstitutionFault[];
};

export type SubstitutionFault = { readonly message: string; readonly hint: string };

// One that isn't closed takes all the rest, so that no text is looked through twice.
const variable = /\$\$\{|\$\{([^}]*)(\}?)/g;
const escapeHint = 'write $${ for a ${ that is meant as text';

/** Fills in `${NAME}` and `${NAME:-default}`; `$${` stands for `${` itself. */
export function substitute(text: string, env: Readonly<Record<string, string>>): Substitution {
  const faults: SubstitutionFault[] = [];
  const filled = text.replaceAll(variable, (written: string, inside: string, brace: string) => {
    if (written === '$${') return '${';
    const value = brace === '' ? unclosed(written) : valueOf(inside, env);
    if (typeof value === 'string') return value;
    faults.push(value);
    return written;
  });
  return { text: filled, isWhole: /^\$\{[^}]*\}$/.test(text), faults };
}

function valueOf(inside: string, env: Readonly<Record<string, string>>): string | SubstitutionFault {
  const [, name = '', fallback] = /^([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s.exec(inside) ?? [];
  if (name === '') {
    const message = `${quoted(`\${${inside}}`)} names no variable`;
    return { message, hint: `it is \${NAME} or \${NAME:-default}; ${escapeHint}` };
  }
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

function unclosed(written: string): SubstitutionFault {
  return { message: `the variable in ${quoted(written)} has no closing brace`, hint: escapeHint };
}
