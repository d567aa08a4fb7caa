import { extname } from 'node:path';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { RequestFile, Scalar } from '../../scenario/file/scenario-file.ts';
import type { Pieces } from '../flows-plan.ts';
import { jsonPieces } from './json-body.ts';
import { multipartPieces } from './multipart-body.ts';
import { formEncoded, joinPieces, toPieces } from './pieces.ts';
import type { PlanContext } from './plan-context.ts';
import { readText } from './read-text.ts';

/** Both null without a body. */
export type FlowBody = { readonly body: Pieces | null; readonly contentType: string | null };

const bodyKeys = ['json', 'body', 'form', 'multipart', 'file'] as const;

/** What a request sends, and its type unless a header says another. */
export function planBody(context: PlanContext, path: ScenarioPath, step: RequestFile): FlowBody {
  const [key, second] = bodyKeys.filter((name) => step[name] !== undefined);
  if (key === undefined) return { body: null, contentType: null };
  if (second !== undefined) {
    const message = `a request has one body, and this one has \`${key}\` and \`${second}\``;
    context.problems.refuse([...path, second], message, 'leave out one of them');
  }
  const at = [...path, key];
  switch (key) {
    case 'json':
      return { body: jsonPieces(context, at, step.json), contentType: 'application/json' };
    case 'body':
      return {
        body: toPieces(readText(context, at, step.body ?? '') ?? [], 'text'),
        contentType: 'text/plain; charset=utf-8',
      };
    case 'form':
      return {
        body: formPieces(context, at, step.form ?? {}),
        contentType: 'application/x-www-form-urlencoded',
      };
    case 'multipart':
      return {
        body: multipartPieces(context, at, step.multipart ?? {}),
        contentType: `multipart/form-data; boundary=${context.boundary}`,
      };
    default:
      return fileBody(context, at, step.file ?? '');
  }
}

function formPieces(context: PlanContext, at: ScenarioPath, form: Readonly<Record<string, Scalar>>): Pieces {
  const pairs = Object.entries(form).map(([name, value], index): Pieces => {
    const template = readText(context, [...at, name], String(value)) ?? [];
    const before = `${index === 0 ? '' : '&'}${formEncoded(name)}=`;
    return [before, ...toPieces(template, 'form', formEncoded)];
  });
  return joinPieces(pairs.flat());
}

const typesByExtension: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.txt': 'text/plain',
  '.xml': 'application/xml',
};

function fileBody({ files }: PlanContext, at: ScenarioPath, name: string): FlowBody {
  const bytes = files.bytes(at, name);
  return {
    body: bytes === null ? [] : [bytes],
    contentType: typesByExtension[extname(name).toLowerCase()] ?? 'application/octet-stream',
  };
}
