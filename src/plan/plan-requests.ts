import type { Problem } from '../base/errors.ts';
import type { PlannedRequest, RequestSpec } from '../scenario/request.ts';
import type { Scenario, ScenarioUrl } from '../scenario/scenario.ts';
import { isNonEmpty, type NonEmpty } from './non-empty.ts';
import type { TargetPlan } from './plan.ts';
import { optionsOf, planOptions, requestProblems } from './plan-request.ts';
import { planTarget, readProxy } from './plan-target.ts';
import { type ReadUrl, readUrl } from './read-url.ts';
import { weightProblems } from './request-order.ts';

type PlannedRequests = {
  /** null when there are problems. */
  readonly requests: NonEmpty<PlannedRequest> | null;
  readonly targets: NonEmpty<TargetPlan> | null;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
};

/** Each connection holds a socket to every one of them. */
const mostTargets = 100;
/** A wrong file shouldn't fill the screen. */
const mostProblems = 20;

/** Reads the URLs, and works out what is sent to where. */
export function planRequests(scenario: Scenario): PlannedRequests {
  const urls = scenario.urls ?? (scenario.url === undefined ? [] : [{ url: scenario.url }]);
  const common = requestProblems(scenario);
  const proxy = readProxy(scenario.proxy);
  const draft = new RequestsDraft(scenario, proxy.url, new Set(common.map(({ message }) => message)));
  for (const url of urls) draft.add(url);
  const { requests, targets } = draft;
  const problems = [
    ...common,
    ...listProblems(scenario, urls),
    ...bounded(draft.problems),
    ...proxy.problems,
    ...targetProblems(scenario, targets),
  ];
  const isPlanned = problems.length === 0 && isNonEmpty(requests) && isNonEmpty(targets);
  return isPlanned
    ? { requests, targets, problems, notes: schemeNotes(draft.withoutScheme) }
    : { requests: null, targets: null, problems, notes: [] };
}

/** The requests as far as they are read. */
class RequestsDraft {
  readonly requests: PlannedRequest[] = [];
  readonly targets: TargetPlan[] = [];
  readonly problems: Problem[] = [];
  readonly withoutScheme: string[] = [];
  readonly #scenario: Scenario;
  readonly #proxy: URL | null;
  readonly #known: ReadonlySet<string>;
  readonly #targetIndexes = new Map<string, number>();
  /** Long lists share them: most requests differ in nothing but the path. */
  readonly #shared = new Map<string, Omit<RequestSpec, 'path'>>();

  /** `known` are problems that were told already. */
  constructor(scenario: Scenario, proxy: URL | null, known: ReadonlySet<string>) {
    this.#scenario = scenario;
    this.#proxy = proxy;
    this.#known = known;
  }

  add(url: ScenarioUrl): void {
    const reading = readUrl(url.url);
    const wrongOptions = isPlain(url) ? [] : requestProblems(optionsOf(this.#scenario, url));
    const problems = [
      ...(reading.ok ? [] : reading.problems),
      ...wrongOptions.filter(({ message }) => !this.#known.has(message)),
    ];
    this.problems.push(...problems.map((problem) => placed(problem, url)));
    if (!reading.ok) return;
    const { shown, path, pattern, origin, isSchemeAssumed } = reading.value;
    if (isSchemeAssumed) this.withoutScheme.push(url.url);
    const target = this.#targetOf(reading.value);
    const { method, headers, body } = this.#optionsFor(url, origin.host, target);
    const spec = { method, path, headers, body };
    this.requests.push({
      name: url.name ?? shown,
      url: shown,
      weight: url.weight ?? 1,
      target,
      spec,
      pattern,
    });
  }

  #targetOf(url: ReadUrl): number {
    const { origin } = url.origin;
    const known = this.#targetIndexes.get(origin);
    if (known !== undefined) return known;
    this.#targetIndexes.set(origin, this.targets.length);
    return this.targets.push(planTarget(this.#scenario, url, this.#proxy)) - 1;
  }

  #optionsFor(url: ScenarioUrl, host: string, target: number): Omit<RequestSpec, 'path'> {
    if (url.headers !== undefined || url.body !== undefined) {
      return planOptions(optionsOf(this.#scenario, url), host);
    }
    const key = `${target} ${url.method ?? ''}`;
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const options = planOptions(optionsOf(this.#scenario, url), host);
    this.#shared.set(key, options);
    return options;
  }
}

/** It takes everything from the scenario. */
function isPlain({ method, headers, body }: ScenarioUrl): boolean {
  return method === undefined && headers === undefined && body === undefined;
}

function placed({ message, hint }: Problem, { at }: ScenarioUrl): Problem {
  return {
    message: at === undefined ? message : `${at}: ${message}`,
    ...(hint === undefined ? {} : { hint }),
  };
}

function bounded(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= mostProblems) return problems;
  const more = problems.length - mostProblems;
  return [...problems.slice(0, mostProblems), { message: `and ${more} more problems with URLs` }];
}

function listProblems(scenario: Scenario, urls: readonly ScenarioUrl[]): readonly Problem[] {
  if (urls.length === 0) {
    return [{ message: 'there is no URL', hint: 'give one such as http://127.0.0.1:8080/' }];
  }
  const hasBoth = scenario.url !== undefined && scenario.urls !== undefined;
  return [
    ...(hasBoth ? [{ message: 'url and urls both say what to send', hint: 'put all into urls' }] : []),
    ...weightProblems(urls),
  ];
}

/** More origins than connections can be to, or than one socket path is. */
export function targetProblems(
  { unixPath }: Pick<Scenario, 'unixPath'>,
  targets: readonly TargetPlan[],
): readonly Problem[] {
  const problems: Problem[] = [];
  if (targets.length > mostTargets) {
    const message = `the URLs name ${targets.length} origins, and each connection would hold a socket to every one`;
    problems.push({ message, hint: `name ${mostTargets} at most` });
  }
  if (targets.length > 1 && unixPath !== undefined) {
    const message = `--unix is one server, and the URLs name ${targets.length} origins`;
    problems.push({ message, hint: 'give URLs of one origin, or leave out --unix' });
  }
  return problems;
}

function schemeNotes(urls: readonly string[]): readonly string[] {
  const [first] = urls;
  if (first === undefined) return [];
  const more = urls.length === 1 ? '' : ` and in ${urls.length - 1} more`;
  return [`no scheme in "${first}"${more}: http:// assumed`];
}
