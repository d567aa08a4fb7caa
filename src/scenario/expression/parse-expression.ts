import { parseExpressionAt, type Expression as Node } from 'acorn';
import type { Expression } from './expression.ts';
import { readNode, tooDeep, type Notes } from './read-node.ts';
import type { Reads, TextProblem } from './reading.ts';

const longest = 2000;

/** `expression` is null where `problems` has something; the names that were seen until then are there all the same. */
export type ExpressionReading = Reads & {
  readonly expression: Expression | null;
  readonly problems: readonly TextProblem[];
};

/**
 * Reads an expression, such as `users.age > 17`: a subset of JavaScript's own, so that nobody learns another syntax and
 * nothing in it can do more than compute. The grammar is JavaScript's; the list of what is taken of it is ours.
 */
export function parseExpression(text: string): ExpressionReading {
  if (text.trim() === '') return broken({ offset: 0, message: 'an expression is missing' });
  if (text.length > longest) {
    return broken({ offset: 0, message: `an expression of ${text.length} characters; ${longest} at most` });
  }
  try {
    return readWhole(text);
  } catch (error) {
    return broken(syntaxProblem(error, text));
  }
}

function readWhole(text: string): ExpressionReading {
  // Parentheses belong to no node otherwise, and the last one wouldn't be part of the expression.
  const node: Node = parseExpressionAt(text, 0, { ecmaVersion: 2023, preserveParens: true });
  const notes: Notes = { problems: [], variables: [], env: [] };
  const expression = readNode(node, notes, 0);
  const { problems, variables, env } = notes;
  const rest = text.slice(node.end).search(/\S/);
  if (rest >= 0) problems.push(unexpected(text, node.end + rest));
  return { expression: problems.length === 0 ? expression : null, problems, variables, env };
}

function broken(problem: TextProblem): ExpressionReading {
  return { expression: null, problems: [problem], variables: [], env: [] };
}

function syntaxProblem(error: unknown, text: string): TextProblem {
  if (error instanceof RangeError) return tooDeep(0);
  if (!(error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number')) throw error;
  const said = error.message.replace(/ \(\d+:\d+\)$/, '');
  if (said.startsWith('Not enough stack')) return tooDeep(0);
  if (said === 'Unexpected token') return unexpected(text, error.pos);
  return { offset: error.pos, message: `${said.charAt(0).toLowerCase()}${said.slice(1)}` };
}

function unexpected(text: string, offset: number): TextProblem {
  const found = /^(?:[\w$]+|\S)/.exec(text.slice(offset))?.[0];
  return found === undefined
    ? { offset: text.trimEnd().length, message: 'the expression breaks off here' }
    : { offset, message: `unexpected ${found}` };
}
