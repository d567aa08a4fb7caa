import type { Expression } from '../../scenario/expression/expression.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { AuthFile } from '../../scenario/file/scenario-file.ts';
import type { Pieces } from '../flows-plan.ts';
import { asExpression, constantText, joinPieces, toPieces } from './pieces.ts';
import type { PlanContext } from './plan-context.ts';
import { readText } from './read-text.ts';

/** The value of an Authorization header: basic (RFC 7617) or bearer (RFC 6750). */
export function authPieces(context: PlanContext, path: ScenarioPath, auth: AuthFile): Pieces | null {
  const { problems } = context;
  const { basic, bearer } = auth;
  if ((basic === undefined) === (bearer === undefined)) {
    return problems.refuse(path, '`auth` is one of `basic` and `bearer`', 'such as bearer: "{{ token }}"');
  }
  if (bearer !== undefined) return bearerPieces(context, [...path, 'bearer'], bearer);
  if (basic === undefined) return null;
  const username = readText(context, [...path, 'basic', 'username'], basic.username);
  const password = readText(context, [...path, 'basic', 'password'], basic.password);
  if (username === null || password === null) return null;
  if (username.some((piece) => typeof piece === 'string' && piece.includes(':'))) {
    const at = [...path, 'basic', 'username'];
    return problems.refuse(at, "a user name with a colon can't be sent", 'the first colon ends the name');
  }
  const pair = [...username, ':', ...password];
  const text = constantText(pair);
  if (text !== null) return [`Basic ${Buffer.from(text).toString('base64')}`];
  const encoded: Expression = { kind: 'call', name: 'base64', args: [asExpression(pair)] };
  return ['Basic ', { expression: encoded, encoding: 'header' }];
}

/** All that a user wrote in it. */
export function authTexts({ basic, bearer }: AuthFile): readonly string[] {
  return [basic?.username, basic?.password, bearer].filter((text) => text !== undefined);
}

function bearerPieces(context: PlanContext, at: ScenarioPath, bearer: string): Pieces | null {
  const template = readText(context, at, bearer);
  if (template === null) return null;
  if (!template.some((piece) => typeof piece === 'string' && /[^\u0021-\u007e]/.test(piece))) {
    return joinPieces(['Bearer ', ...toPieces(template, 'header')]);
  }
  return context.problems.refuse(at, 'a token has no spaces and only ASCII', '"Bearer " is added to it');
}
