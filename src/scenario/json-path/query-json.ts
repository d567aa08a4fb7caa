import { FunctionExpressionType, jsonpath } from 'json-p3';
import { describeCause, type Problem } from '../../base/errors.ts';
import { compileRegex, type Regex } from '../regex/compile-regex.ts';

/** All values that a query finds. Throws a `RangeError` where the document is nested too deep for it. */
export type QueryJson = (document: unknown) => readonly unknown[];

/** For what `parseJsonPath` leaves to the library. Throws when the query is none. */
export function compileJsonQuery(query: string): QueryJson {
  const compiled = safeEnvironment().compile(query);
  return (document) => {
    try {
      // What JSON.parse has made is a JSON value, but its type doesn't say so.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
      return compiled.query(document as Parameters<typeof compiled.query>[0]).values();
    } catch (cause) {
      throw new RangeError(`${query} can't be looked for: ${describeCause(cause)}`, { cause });
    }
  };
}

export function jsonQueryProblem(query: string): Problem | null {
  try {
    compileJsonQuery(query);
    return null;
  } catch (error) {
    const reason = describeCause(error).replace(/ \('.*':\d+\)$/s, '');
    return { message: `"${query}" is not a JSONPath: ${reason}` };
  }
}

/** The standard's, with `match` and `search` on an engine that no pattern can hold up. */
function safeEnvironment(): jsonpath.JSONPathEnvironment {
  const environment = new jsonpath.JSONPathEnvironment();
  environment.functionRegister.set(
    'match',
    regularExpression((pattern) => `^(?:${pattern})$`),
  );
  environment.functionRegister.set(
    'search',
    regularExpression((pattern) => pattern),
  );
  return environment;
}

function regularExpression(whole: (pattern: string) => string): jsonpath.FilterFunction {
  const { LogicalType, ValueType } = FunctionExpressionType;
  let last: { readonly source: string; readonly pattern: Regex | null } | null = null;
  return {
    argTypes: [ValueType, ValueType],
    returnType: LogicalType,
    call: (text: unknown, source: unknown) => {
      if (typeof text !== 'string' || typeof source !== 'string') return false;
      if (last?.source !== source) last = { source, pattern: patternOf(whole(source)) };
      return last.pattern?.test(text) ?? false;
    },
  };
}

/** A pattern that can't be read matches nothing, as the standard says. */
function patternOf(source: string): Regex | null {
  try {
    return compileRegex(source);
  } catch {
    return null;
  }
}
