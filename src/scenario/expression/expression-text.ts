import { assertNever } from '../../base/assert.ts';
import type { Expression } from './expression.ts';

/** An expression as one would write it, for messages. Reading that text gives the same expression. */
export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'value':
      return JSON.stringify(expression.value);
    case 'variable':
      return expression.name;
    case 'number-of':
      return expression.what;
    case 'member':
      return `${objectText(expression.of)}${keyText(expression.key)}`;
    case 'call':
      return `${expression.name}(${expression.args.map(expressionText).join(', ')})`;
    case 'unary':
      return `${expression.operator}${operandText(expression.of)}`;
    case 'binary':
      return `${operandText(expression.left)} ${expression.operator} ${operandText(expression.right)}`;
    case 'choice': {
      const { condition, yes, no } = expression;
      return `${operandText(condition)} ? ${operandText(yes)} : ${operandText(no)}`;
    }
    case 'list':
      return `[${expression.items.map(expressionText).join(', ')}]`;
    default:
      return assertNever(expression);
  }
}

function operandText(operand: Expression): string {
  const text = expressionText(operand);
  return ['unary', 'binary', 'choice'].includes(operand.kind) ? `(${text})` : text;
}

/** `0.name` would be a number that breaks off. */
function objectText(object: Expression): string {
  const isNumber = object.kind === 'value' && typeof object.value === 'number';
  return isNumber ? `(${object.value})` : operandText(object);
}

function keyText(key: Expression): string {
  const name = key.kind === 'value' ? key.value : null;
  return typeof name === 'string' && /^[A-Za-z_$][\w$]*$/.test(name)
    ? `.${name}`
    : `[${expressionText(key)}]`;
}
