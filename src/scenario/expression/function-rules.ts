import type { Problem } from '../../base/errors.ts';
import { suggest } from '../../base/suggest.ts';
import { functionSignatures, type Expression, type FunctionName } from './expression.ts';

export const hmacAlgorithms: readonly string[] = ['sha256', 'sha512', 'sha384', 'sha224', 'sha1', 'md5'];
export const longestRandomString = 65_536;

/** What is wrong with a call; `argument` is the index of the argument at fault, null for the call itself. */
export type CallProblem = Problem & { readonly argument: number | null };

/** As far as it can be known before: the number of arguments, and those that are constants. */
export function callProblem(name: FunctionName, args: readonly Expression[]): CallProblem | null {
  const signature = functionSignatures[name];
  const parameters = /\((.*)\)/.exec(signature)?.[1]?.split(', ').filter(Boolean) ?? [];
  if (args.length !== parameters.length) {
    const expected = counted(parameters.length);
    return {
      argument: null,
      message: `${name} takes ${expected}, got ${args.length}`,
      hint: `write ${signature}`,
    };
  }
  const values = args.map((argument) => constantOf(argument));
  switch (name) {
    case 'randomInt':
      return randomIntProblem(values);
    case 'randomString':
      return randomStringProblem(values);
    case 'pick':
      return pickProblem(args[0]);
    case 'hmac':
      return hmacProblem(values);
    case 'env':
      return typeof (values[0] ?? '') === 'string' ? null : wrong(0, 'env takes a name in quotes');
    default:
      return null;
  }
}

function randomIntProblem([from, to]: readonly unknown[]): CallProblem | null {
  if (from !== undefined && !Number.isSafeInteger(from)) return wrong(0, 'randomInt takes whole numbers');
  if (to !== undefined && !Number.isSafeInteger(to)) return wrong(1, 'randomInt takes whole numbers');
  if (typeof from !== 'number' || typeof to !== 'number' || from <= to) return null;
  return wrong(null, `randomInt(${from}, ${to}) has no numbers`, `write randomInt(${to}, ${from})`);
}

function randomStringProblem([length]: readonly unknown[]): CallProblem | null {
  if (length === undefined) return null;
  const isLength = Number.isSafeInteger(length) && Number(length) >= 0;
  return isLength && Number(length) <= longestRandomString
    ? null
    : wrong(0, `randomString takes a length of 0 to ${longestRandomString}`);
}

function pickProblem(list: Expression | undefined): CallProblem | null {
  const isEmpty = list?.kind === 'list' && list.items.length === 0;
  if (isEmpty) return wrong(0, 'pick takes a list that is not empty');
  return list?.kind === 'value' ? wrong(0, 'pick takes a list', "such as pick(['a', 'b'])") : null;
}

function hmacProblem([algorithm]: readonly unknown[]): CallProblem | null {
  if (algorithm === undefined) return null;
  if (typeof algorithm === 'string' && hmacAlgorithms.includes(algorithm)) return null;
  const near = typeof algorithm === 'string' ? suggest(algorithm, hmacAlgorithms) : undefined;
  const hint = near === undefined ? `one of ${hmacAlgorithms.join(', ')}` : `did you mean '${near}'?`;
  return wrong(0, `hmac has no algorithm ${JSON.stringify(algorithm)}`, hint);
}

/** undefined where it is known only at run time. */
function constantOf(argument: Expression): string | number | boolean | null | undefined {
  if (argument.kind === 'value') return argument.value;
  if (argument.kind !== 'unary' || argument.operator !== '-') return undefined;
  const { of } = argument;
  return of.kind === 'value' && typeof of.value === 'number' ? -of.value : undefined;
}

function wrong(argument: number | null, message: string, hint?: string): CallProblem {
  return hint === undefined ? { argument, message } : { argument, message, hint };
}

function counted(parameters: number): string {
  if (parameters === 0) return 'no arguments';
  return parameters === 1 ? '1 argument' : `${parameters} arguments`;
}
