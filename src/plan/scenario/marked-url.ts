import type { Template } from '../../scenario/expression/expression.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import { httpUrl } from './http-url.ts';
import type { PlanContext } from './plan-context.ts';

/** A URL with a mark in the place of each of its expressions. */
export type MarkedUrl = { readonly url: URL; readonly marks: readonly string[] };

/** Makes a URL whole that is relative to the target, or takes it as it is; null where it is none, and told. */
export function markedUrl(
  context: PlanContext,
  at: ScenarioPath,
  text: string,
  template: Template,
): MarkedUrl | null {
  const { problems, targets } = context;
  const { plain, marks } = withMarks(text, template);
  if (isRelative(plain)) {
    if (targets.base === null) return refuseWithoutTarget(context, at, text);
    return { url: withoutHash(new URL(targets.base.origin + targets.prefix + plain)), marks };
  }
  const authority = /^https?:\/\/[^/?#\\]*/i.exec(plain)?.[0];
  if (authority === undefined) {
    const message = `"${text}" is not the URL of a request`;
    const example = `/${text.replace(/^\/+/, '')}`;
    return problems.refuse(at, message, `begin it with / or http://, as in "${example}"`);
  }
  if (marks.some((mark) => authority.includes(mark))) {
    const message = `"${text}" has an expression in its host or port, which are always the same`;
    return problems.refuse(at, message, 'name each host by a URL of its own, or make the URL one expression');
  }
  const url = httpUrl(problems, at, plain, text);
  return url === null ? null : { url: withoutHash(url), marks };
}

/** To be sent to the file's target. */
export function isRelative(text: string): boolean {
  return /^(?:\/(?!\/)|\?)/.test(text);
}

/** A target that is there but wrong was told at its own place. */
export function refuseWithoutTarget({ file, problems }: PlanContext, at: ScenarioPath, text: string): null {
  if (file.target !== undefined) return null;
  return problems.refuse(at, `"${text}" needs a target`, 'name one: target: http://127.0.0.1:8080');
}

/** Marks are text that the URL doesn't have, and that no URL parser changes. */
function withMarks(text: string, template: Template): { plain: string; marks: readonly string[] } {
  let stem = 'h0x';
  for (let attempt = 1; text.includes(stem); attempt++) stem = `h${attempt}x`;
  const marks: string[] = [];
  let plain = '';
  for (const piece of template) {
    if (typeof piece !== 'string') marks.push(`${stem}${marks.length}x`);
    plain += typeof piece === 'string' ? piece : (marks.at(-1) ?? '');
  }
  return { plain, marks };
}

/** A fragment is never sent. */
function withoutHash(url: URL): URL {
  if (url.hash !== '' || url.href.endsWith('#')) url.hash = '';
  return url;
}
