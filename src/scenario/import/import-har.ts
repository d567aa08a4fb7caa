import { basename } from 'node:path/posix';
import { harRequest } from './har-request.ts';
import { whyDropped, whyLeftOut } from './har-selection.ts';
import type { Imported, ImportedRequest, ImportOptions } from './imported.ts';
import { isObject, listOf, parseJson, partOf, textOf } from './json-parts.ts';
import { makeScenario } from './make-scenario.ts';
import { withoutMarks } from './marked-text.ts';
import { Notes } from './notes.ts';
import { readHttpUrl } from './http-url.ts';

/** Shorter pauses are the page's own, longer ones somebody else's. */
const leastThinkMs = 100;
const mostThinkMs = 10_000;

/** A recording of a browser's network tab: the requests of one host, without what browsers load for a page. */
export function importHar(text: string, { name, everything }: ImportOptions): Imported {
  const notes = new Notes();
  const har = parseJson(withoutMarks(text).replace(/^\uFEFF/, ''));
  const entries = listOf(har, 'log', 'entries');
  if (entries.length === 0) {
    const problem = har === undefined ? 'is not JSON' : 'holds no entries of a HAR';
    const hint = 'in the network tab of a browser choose “Save all as HAR”';
    return { ok: false, problems: [{ message: `${name} ${problem}`, hint }] };
  }
  const requests = keptRequests(entries, name, everything, notes);
  const [first] = requests;
  if (first === undefined) {
    const problem = {
      message: `${name} holds no request that can be imported`,
      hint: notes.list().join('; '),
    };
    return { ok: false, problems: [problem] };
  }
  const title = basename(name).replace(/\.har$/i, '');
  const file = makeScenario({ name: title, target: first.origin, requests }, notes);
  return { ok: true, file, notes: notes.list() };
}

function keptRequests(
  entries: readonly unknown[],
  name: string,
  everything: boolean,
  notes: Notes,
): ImportedRequest[] {
  const kept: ImportedRequest[] = [];
  const setCookies = new Set<string>();
  let target: string | null = null;
  let endMs: number | null = null;
  for (const { entry, number } of inOrder(entries)) {
    const at = `${name}: entry ${number}`;
    const url = readHttpUrl(textOf(entry, 'request', 'url') ?? '');
    const reason = whyLeftOut(entry, url);
    if (reason !== null || url === null) {
      notes.add(reason ?? 'what is no http or https was left out', at);
      continue;
    }
    const startMs = Date.parse(textOf(entry, 'startedDateTime') ?? '');
    const pauseMs = endMs === null ? 0 : startMs - endMs;
    const dropped = everything ? null : whyDropped(entry, url, target);
    if (dropped === null) {
      target ??= url.origin;
      const thinkMs = kept.length === 0 ? 0 : thinkTime(pauseMs, at, notes);
      kept.push(harRequest({ entry, url, at, thinkMs, setCookies }, notes));
    } else {
      notes.add(dropped, at);
    }
    for (const cookie of listOf(entry, 'response', 'cookies')) setCookies.add(textOf(cookie, 'name') ?? '');
    const tookMs = Number(partOf(entry, 'time'));
    const ownEndMs = startMs + (tookMs > 0 ? tookMs : 0);
    if (Number.isFinite(ownEndMs)) endMs = Math.max(endMs ?? ownEndMs, ownEndMs);
  }
  return kept;
}

/** As they were sent: browsers list them as they ended, or by page. */
function inOrder(entries: readonly unknown[]): readonly { entry: unknown; number: number }[] {
  const startOf = (entry: unknown): number => Date.parse(textOf(entry, 'startedDateTime') ?? '');
  const numbered = entries.flatMap((entry, index) => (isObject(entry) ? [{ entry, number: index + 1 }] : []));
  const areDated = numbered.every(({ entry }) => Number.isFinite(startOf(entry)));
  return areDated ? numbered.toSorted((a, b) => startOf(a.entry) - startOf(b.entry)) : numbered;
}

/** From the end of all that was before to the start, in tenths of a second. */
function thinkTime(pauseMs: number, at: string, notes: Notes): number {
  if (!(pauseMs >= leastThinkMs)) return 0;
  if (pauseMs > mostThinkMs) {
    notes.add(`pauses of more than ${mostThinkMs / 1000} s were shortened to that`, at);
  }
  return Math.round(Math.min(pauseMs, mostThinkMs) / 100) * 100;
}
