import type {
  CallExpression,
  Expression as Node,
  Identifier,
  Literal,
  MemberExpression,
  PrivateIdentifier,
} from 'acorn';
import { suggest } from '../../base/suggest.ts';
import { functionSignatures, type BinaryOperator, type Expression } from './expression.ts';
import { callProblem } from './function-rules.ts';
import type { Reads, TextProblem, VariableRead } from './reading.ts';
import { isForbiddenKey, isFunctionName } from './reserved-names.ts';

const deepest = 100;

/** Where whoever reads nodes writes down what was seen on the way. */
export type Notes = {
  readonly problems: TextProblem[];
  readonly variables: VariableRead[];
  readonly env: Reads['env'][number][];
};

/** Stands where something couldn't be read; the problem was noted. */
const nothing: Expression = { kind: 'value', value: null };

const binaryOperators: Readonly<Record<string, BinaryOperator>> = {
  '+': '+',
  '-': '-',
  '*': '*',
  '/': '/',
  '%': '%',
  '==': '==',
  '===': '==',
  '!=': '!=',
  '!==': '!=',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '&&': '&&',
  '||': '||',
  '??': '??',
};

/** Takes from JavaScript's expressions what the language has; everything else is a problem. */
export function readNode(node: Node, notes: Notes, depth: number): Expression {
  if (depth > deepest) return refused(notes, tooDeep(node.start));
  const read = (inner: Node): Expression => readNode(inner, notes, depth + 1);
  switch (node.type) {
    case 'ParenthesizedExpression':
      return read(node.expression);
    case 'Literal':
      return readLiteral(node, notes);
    case 'Identifier':
      return readIdentifier(node, notes);
    case 'MemberExpression':
      return readMember(node, notes, read);
    case 'CallExpression':
      return readCall(node, notes, read);
    case 'UnaryExpression': {
      const { operator, argument } = node;
      if (operator !== '!' && operator !== '-') return refuse(notes, node.start, operator);
      return { kind: 'unary', operator, of: read(argument) };
    }
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const operator = binaryOperators[node.operator];
      if (node.left.type === 'PrivateIdentifier') return refuse(notes, node.left.start, `#${node.left.name}`);
      const left = read(node.left);
      const right = read(node.right);
      return operator === undefined
        ? refuse(notes, node.left.end, node.operator)
        : { kind: 'binary', operator, left, right };
    }
    case 'ConditionalExpression':
      return {
        kind: 'choice',
        condition: read(node.test),
        yes: read(node.consequent),
        no: read(node.alternate),
      };
    case 'ArrayExpression':
      return { kind: 'list', items: readItems(node.elements, node.start, notes, read) };
    default:
      return refuse(notes, node.start, notTaken[node.type] ?? 'this');
  }
}

export function tooDeep(offset: number): TextProblem {
  return { offset, message: 'the expression is nested too deep' };
}

/** What users may try, as they would call it. */
const notTaken: Readonly<Record<string, string>> = {
  ArrowFunctionExpression: 'a function',
  AssignmentExpression: '=',
  AwaitExpression: 'await',
  ChainExpression: '?.',
  ClassExpression: 'class',
  FunctionExpression: 'a function',
  ImportExpression: 'import',
  MetaProperty: 'import',
  NewExpression: 'new',
  ObjectExpression: 'an object',
  SequenceExpression: 'a comma',
  TaggedTemplateExpression: 'a template literal',
  TemplateLiteral: 'a template literal',
  ThisExpression: 'this',
  UpdateExpression: '++ or --',
  YieldExpression: 'yield',
};

const hints: Readonly<Record<string, string>> = {
  '=': 'compare with ==',
  '?.': 'write . and ?? for what may be missing: token ?? "none"',
  '**': 'write * instead',
  'a template literal': 'join texts with +',
  'an object': 'write the object in the file, and expressions in its values',
};

function refuse(notes: Notes, offset: number, what: string): Expression {
  const hint = hints[what] ?? 'expressions have values, variables, functions, [lists], . and operators';
  return refused(notes, { offset, message: `${what} can't be used in an expression`, hint });
}

function refused(notes: Notes, problem: TextProblem): Expression {
  notes.problems.push(problem);
  return nothing;
}

function readLiteral({ value, raw = '', start: offset }: Literal, notes: Notes): Expression {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') {
    return { kind: 'value', value };
  }
  if (typeof value !== 'number') {
    return refuse(notes, offset, typeof value === 'bigint' ? 'a BigInt' : 'a regular expression');
  }
  if (/^0\d/.test(raw)) {
    return refused(notes, {
      offset,
      message: `${raw} begins with 0`,
      hint: 'leave the 0 out, or put quotes around it',
    });
  }
  return Number.isFinite(value)
    ? { kind: 'value', value }
    : refused(notes, { offset, message: 'the number is too large' });
}

function readIdentifier({ name, start }: Identifier, notes: Notes): Expression {
  if (name === 'iteration' || name === 'user') return { kind: 'number-of', what: name };
  if (isFunctionName(name)) {
    const hint = `write ${functionSignatures[name]}`;
    return refused(notes, { offset: start, message: `${name} is a function`, hint });
  }
  if (name === 'undefined') {
    return refused(notes, { offset: start, message: 'there is no undefined', hint: 'write null' });
  }
  notes.variables.push({ name, offset: start, key: null });
  return { kind: 'variable', name };
}

function readMember(node: MemberExpression, notes: Notes, read: (node: Node) => Expression): Expression {
  const { object, property } = node;
  if (object.type === 'Super') return refuse(notes, object.start, 'super');
  if (node.optional) return refuse(notes, object.end, '?.');
  const key = readKey(property, node.computed, notes, read);
  const name = key.kind === 'value' ? String(key.value) : null;
  if (name !== null && isForbiddenKey(name)) {
    return refused(notes, { offset: property.start, message: `the key ${name} can't be read` });
  }
  const before = notes.variables.length;
  const of = read(object);
  const variable = notes.variables[before];
  // Only of the variable itself: the next key says nothing about a column.
  if (of.kind === 'variable' && variable !== undefined && name !== null) {
    notes.variables[before] = { ...variable, key: { name, offset: property.start } };
  }
  return { kind: 'member', of, key };
}

function readKey(
  property: Node | PrivateIdentifier,
  isComputed: boolean,
  notes: Notes,
  read: (node: Node) => Expression,
): Expression {
  if (property.type === 'PrivateIdentifier') return refuse(notes, property.start, `#${property.name}`);
  if (!isComputed && property.type === 'Identifier') return { kind: 'value', value: property.name };
  return read(property);
}

function readCall(node: CallExpression, notes: Notes, read: (node: Node) => Expression): Expression {
  const { callee, start } = node;
  if (node.optional) return refuse(notes, callee.end, '?.');
  if (callee.type !== 'Identifier') {
    const hint = `the functions are ${Object.keys(functionSignatures).join(', ')}`;
    return refused(notes, { offset: start, message: "methods can't be called in an expression", hint });
  }
  const { name } = callee;
  const problemsBefore = notes.problems.length;
  const args = readItems(node.arguments, start, notes, read);
  if ((name === 'iteration' || name === 'user') && args.length === 0) return readIdentifier(callee, notes);
  if (!isFunctionName(name)) return refused(notes, unknownFunction(name, start));
  const problem = callProblem(name, args);
  // What is wrong inside an argument is said already.
  if (problem !== null && notes.problems.length === problemsBefore) {
    const { argument, ...rest } = problem;
    const offset = argument === null ? start : (node.arguments[argument]?.start ?? start);
    return refused(notes, { offset, ...rest });
  }
  const [first] = args;
  if (name === 'env' && first?.kind === 'value') {
    notes.env.push({ name: String(first.value), offset: node.arguments[0]?.start ?? start });
  }
  return { kind: 'call', name, args };
}

function unknownFunction(name: string, offset: number): TextProblem {
  const known = [...Object.keys(functionSignatures), 'iteration', 'user'];
  const near = suggest(name, known);
  const hint = near === undefined ? `the functions are ${known.join(', ')}` : `did you mean ${near}?`;
  return { offset, message: `there is no function ${name}`, hint };
}

function readItems(
  nodes: CallExpression['arguments'] | readonly (CallExpression['arguments'][number] | null)[],
  start: number,
  notes: Notes,
  read: (node: Node) => Expression,
): Expression[] {
  return nodes.map((node) => {
    if (node === null) return refused(notes, { offset: start, message: 'a value is missing in the list' });
    return node.type === 'SpreadElement' ? refuse(notes, node.start, '...') : read(node);
  });
}
