import type { Problem } from '../base/errors.ts';
import { loadPlannedScenario, type PlannedFile } from '../modes/planned-file.ts';
import type { Machine } from '../plan/machine.ts';
import { makePlan, type Planning } from '../plan/make-plan.ts';
import type { Plan } from '../plan/plan.ts';
import type { ScenarioUrl } from '../scenario/scenario.ts';
import type { ServerCommand } from '../scenario/server-command.ts';
import { commandText } from '../server/command-text.ts';
import type { AbLine } from './ab-line.ts';
import { hasPort, servedAt, withPort } from './ab-ports.ts';
import type { AskedSide } from './ab-sides.ts';

export type PlannedAbSide = {
  readonly name: 'A' | 'B';
  readonly label: string;
  readonly planning: Planning<Plan>;
  /** null without one, or where it can't be planned. */
  readonly file: PlannedFile | null;
  /** Told its port. */
  readonly server: ServerCommand | null;
};

/** Where servers that inrush starts listen, unless something else is said. */
const servedUrl = 'http://127.0.0.1:{port}/';
/** What is wrong besides the URLs is to be told, too. */
const placeholder = 'http://127.0.0.1';

/** One side as a load run; `urls` are those for both, and `port` is free for a server of its own. */
export async function planAbSide(
  line: AbLine,
  side: AskedSide & { readonly port: number },
  urls: readonly ScenarioUrl[],
  machine: Machine,
): Promise<PlannedAbSide> {
  const own = side.url ?? (side.server === null ? null : servedUrl);
  const written = urls.length > 0 ? urls.map(({ url }) => url) : [own ?? ''];
  const at = (url: string): string => (side.server === null ? url : withPort(url, side.port));
  const target = own === null ? null : at(own);
  const { planning, file } =
    line.file === null
      ? planUrls(
          line,
          urls.length > 0
            ? urls.map((each) => ({ ...each, url: at(each.url) }))
            : [{ url: target ?? placeholder }],
          machine,
        )
      : await planFile(line, line.file, target, machine);
  const port = written.some(hasPort) || !planning.ok ? side.port : portOf(planning.plan);
  const server = side.server === null ? null : servedAt(side.server, port);
  const label = server === null ? urlOf(planning) : commandText(server);
  return { name: side.name, label, planning, file, server };
}

/** Two servers can't listen in one place. */
export function sharedPlaceProblems(a: PlannedAbSide, b: PlannedAbSide): Problem[] {
  if (a.server === null || b.server === null) return [];
  const [originsA, originsB] = [originsOf(a), originsOf(b)];
  const shared = originsA.find((origin) => originsB.includes(origin));
  if (shared === undefined) return [];
  const hint =
    'write {port} in the URL: each gets a free one, as PORT in its environment and as {port} in its command';
  return [{ message: `both servers would have to listen at ${shared}`, hint }];
}

function originsOf({ planning }: PlannedAbSide): readonly string[] {
  return planning.ok ? planning.plan.targets.map(({ origin }) => origin) : [];
}

type Planned = Pick<PlannedAbSide, 'planning' | 'file'>;

function planUrls({ scenario }: AbLine, urls: readonly ScenarioUrl[], machine: Machine): Planned {
  const { urlsFrom: _urls, requestsFrom: _requests, ...given } = scenario;
  return { planning: makePlan({ ...given, urls }, machine), file: null };
}

async function planFile(
  { scenario, env }: AbLine,
  path: string,
  target: string | null,
  machine: Machine,
): Promise<Planned> {
  const { urlsFrom: _urls, requestsFrom: _requests, ...given } = scenario;
  const overrides = { ...given, ...(target === null ? {} : { target }) };
  const planning = await loadPlannedScenario(path, { ...env, overrides }, machine);
  if (!planning.ok) return { planning, file: null };
  return { planning: { ...planning, plan: planning.plan.plan }, file: planning.plan };
}

function portOf({ targets: [{ origin }] }: Plan): number {
  const { port, protocol } = new URL(origin);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

function urlOf(planning: Planning<Plan>): string {
  if (!planning.ok) return '';
  const { work, targets } = planning.plan;
  return work.kind === 'requests' ? work.requests[0].url : targets[0].url;
}
