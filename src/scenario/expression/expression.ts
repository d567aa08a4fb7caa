/**
 * An expression of a scenario, read and checked: plain data that a worker compiles. A subset of JavaScript's own
 * expressions, and its operators mean what they mean there, but `==` is strict.
 */
export type Expression =
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
  /** A capture, a data source, or a loop's variable. */
  | { readonly kind: 'variable'; readonly name: string }
  /** Position of the iteration among all of the run, and of the virtual user, both from 0. */
  | { readonly kind: 'number-of'; readonly what: 'iteration' | 'user' }
  | { readonly kind: 'member'; readonly of: Expression; readonly key: Expression }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly args: readonly Expression[] }
  | { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'choice';
      readonly condition: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[] };

export type BinaryOperator =
  '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||' | '??';

/** Each with what it takes, for messages and the manual. */
export const functionSignatures = {
  uuid: 'uuid()',
  randomInt: 'randomInt(from, to)',
  randomString: 'randomString(length)',
  pick: 'pick(list)',
  timestamp: 'timestamp()',
  base64: 'base64(text)',
  hmac: 'hmac(algorithm, key, text)',
  env: 'env(name)',
} as const;

export type FunctionName = keyof typeof functionSignatures;

/** Text with holes: literal text and expressions in turn. */
export type Template = readonly (string | Expression)[];
