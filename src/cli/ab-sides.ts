import type { Problem } from '../base/errors.ts';
import type { ServerCommand } from '../scenario/server-command.ts';
import { serverOfLine } from '../scenario/server-command.ts';
import { commandText } from '../server/command-text.ts';
import type { AbDraft } from './ab-flags.ts';

/** One side, as far as the command line tells. */
export type AskedSide = {
  readonly name: 'A' | 'B';
  /** What it is asked at in place of the command's own URLs, or of the file's target; null: those. */
  readonly url: string | null;
  /** null: in this folder. */
  readonly ref: string | null;
  /** null: it runs already. */
  readonly server: ServerCommand | null;
};

export type AskedSides = {
  readonly a: AskedSide;
  readonly b: AskedSide;
  readonly problems: readonly Problem[];
};

/** What says where requests go, besides `--a` and `--b`. */
export type CommonTarget = 'urls' | 'file' | null;

/** Which two are compared. `both` is the server whose command follows `--`. */
export function askedSides(draft: AbDraft, both: ServerCommand | null, common: CommonTarget): AskedSides {
  const isSelfTest = draft.shape.isSelfTest === true;
  const serverOf = (line: string | null): ServerCommand | null => (line === null ? both : serverOfLine(line));
  const hasRefs = draft.aRef !== null || draft.bRef !== null;
  const a: AskedSide = { name: 'A', url: draft.a, ref: draft.aRef, server: serverOf(draft.aServe) };
  const b: AskedSide = isSelfTest
    ? { ...a, name: 'B' }
    : {
        name: 'B',
        url: draft.b ?? (a.server === null ? null : draft.a),
        ref: draft.bRef ?? (hasRefs ? 'HEAD' : null),
        server: serverOf(draft.bServe),
      };
  const problems = [
    ...(isSelfTest ? selfTestProblems(draft) : pairProblems(draft, both)),
    ...serverProblems(draft, a),
    ...urlProblems(draft, a, common),
  ];
  return { a, b, problems };
}

const sameProblem: Problem = {
  message: 'A and B would be the same',
  hint: 'give --a URL --b URL, or --aa to measure that',
};

function selfTestProblems({ b, bServe, bRef }: AbDraft): Problem[] {
  const given = [b, bServe, bRef].some((value) => value !== null);
  if (!given) return [];
  return [{ message: '--aa measures A against itself', hint: 'leave out --aa, or what is said of B' }];
}

function pairProblems({ aServe, bServe, aRef, bRef }: AbDraft, both: ServerCommand | null): Problem[] {
  const problems: Problem[] = [];
  if (aRef === null && bRef !== null) {
    problems.push({ message: '--b-ref without --a-ref', hint: 'name the baseline, too: --a-ref main' });
  }
  if ((aServe === null) !== (bServe === null) && both === null) {
    const [given, missing] = aServe === null ? ['--b-serve', '--a-serve'] : ['--a-serve', '--b-serve'];
    problems.push({ message: `${given} without ${missing}`, hint: 'give both, or start both yourself' });
  }
  if (both !== null && aRef === null && bRef === null) {
    const message = `${commandText(both)} would be both sides`;
    const hint =
      'add --a-ref and --b-ref, or --aa to measure it against itself; or use --a-serve and --b-serve';
    problems.push({ message, hint });
  }
  if (both !== null && aServe !== null && bServe !== null) {
    const hint = 'leave out one of them';
    problems.push({ message: 'the servers are given by --a-serve, --b-serve and after --', hint });
  }
  return problems;
}

function serverProblems({ aRef, bRef, build, isRestarted }: AbDraft, { server }: AskedSide): Problem[] {
  const problems: Problem[] = [];
  const hasRefs = aRef !== null || bRef !== null;
  if (hasRefs && server === null) {
    const hint = 'say how after --, as in: --a-ref main -- node server.js';
    problems.push({ message: 'the server of a ref must be started', hint });
  }
  if (build !== null && !hasRefs) {
    problems.push({ message: '--build is for refs', hint: 'add --a-ref, or build it yourself' });
  }
  if (isRestarted && server === null) {
    const hint = 'add --a-serve and --b-serve, or leave it out';
    problems.push({ message: '--restart starts servers anew, and inrush starts none here', hint });
  }
  return problems;
}

function urlProblems({ a, b, shape }: AbDraft, { server }: AskedSide, common: CommonTarget): Problem[] {
  if (common === 'urls') {
    if (a !== null || b !== null) {
      return [{ message: 'URLs stand alone and in --a or --b', hint: 'leave out one of them' }];
    }
    if (server !== null || shape.isSelfTest === true) return [];
    return [sameProblem];
  }
  if (server !== null) return [];
  if (shape.isSelfTest === true) {
    if (a !== null || common === 'file') return [];
    return [{ message: 'there is no URL', hint: 'inrush ab --aa http://127.0.0.1:8080/' }];
  }
  if (a !== null && a === b) return [sameProblem];
  if (a !== null && b !== null) return [];
  const missing = [...(a === null ? ['A'] : []), ...(b === null ? ['B'] : [])].join(' and ');
  const hint = 'give --a http://127.0.0.1:8080/ --b http://127.0.0.1:8081/';
  return [{ message: `there is no URL of ${missing}`, hint }];
}
