import type {
  AuthFile,
  HeadersFile,
  LoadFile,
  RequestFile,
  ScenarioFile,
  StepFile,
} from '../file/scenario-file.ts';
import type { ImportedAuth, ImportedRequest } from './imported.ts';
import { hasMark, plainText, scenarioText, variable } from './marked-text.ts';
import { type Notes, oneLine } from './notes.ts';
import { bodyFields } from './request-body.ts';
import { commonHeaders, headerFields } from './request-headers.ts';
import { SecretVault } from './secret-vault.ts';
import { StepNames } from './step-names.ts';

type Whole = {
  readonly name: string;
  /** Where they go; requests to other origins name theirs. */
  readonly target: string;
  readonly requests: readonly ImportedRequest[];
  /** Names of variables whose values are secret. */
  readonly secrets?: readonly string[];
  readonly tls?: ScenarioFile['tls'];
};

/** A small load, so that a first run harms nobody. */
const load: LoadFile = {
  kind: 'constant-vus',
  vus: scenarioText(variable('VUS', '1')),
  for: scenarioText(variable('DURATION', '10s')),
};

/** A scenario that sends the requests in their order. Secrets become variables of the environment. */
export function makeScenario(
  { name, target, requests, secrets = [], tls }: Whole,
  notes: Notes,
): ScenarioFile {
  const vault = new SecretVault();
  const prepared = requests.map((request) => ({
    request,
    headers: headerFields(request, vault, notes),
    auth: authField(request.auth, vault),
  }));
  const shared = commonHeaders(prepared.map(({ headers }) => headers));
  const sharedAuth = commonAuth(prepared.map(({ auth }) => auth));
  const names = new StepNames();
  const steps: PlacedStep[] = prepared.flatMap(({ request, headers, auth }) => {
    const own: HeadersFile = Object.fromEntries(
      Object.entries(headers).filter(([key]) => !Object.hasOwn(shared, key)),
    );
    const step = stepOf(request, {
      names,
      vault,
      notes,
      target,
      headers: own,
      auth: sharedAuth === null ? auth : null,
    });
    const { groups } = request;
    return request.thinkMs > 0
      ? [
          { groups, step: thinkStep(request.thinkMs) },
          { groups, step },
        ]
      : [{ groups, step }];
  });
  const named = JSON.stringify([target, shared, sharedAuth, steps]);
  const secretNames = [...new Set([...secrets, ...vault.names])].filter((secret) =>
    named.includes(`\${${secret}}`),
  );
  return {
    name: oneLine(plainText(name)),
    target: scenarioText(hasMark(target) ? target : variable('BASE_URL', target)),
    ...(secretNames.length === 0 ? {} : { secrets: secretNames }),
    ...(tls === undefined ? {} : { tls }),
    ...(Object.keys(shared).length === 0 ? {} : { headers: shared }),
    ...(sharedAuth === null ? {} : { auth: sharedAuth }),
    steps: grouped(steps),
    load,
  };
}

type StepParts = {
  readonly names: StepNames;
  readonly vault: SecretVault;
  readonly notes: Notes;
  readonly target: string;
  readonly headers: HeadersFile;
  readonly auth: AuthFile | null;
};

function stepOf(request: ImportedRequest, parts: StepParts): RequestFile {
  const { names, vault, notes, target, headers, auth } = parts;
  const body = bodyFields(request, headers, vault, notes);
  return {
    name: names.take(request.name),
    [request.method.toLowerCase()]: urlOf(request, target, vault),
    ...(Object.keys(body.headers).length === 0 ? {} : { headers: body.headers }),
    ...(auth === null ? {} : { auth }),
    ...body.fields,
    ...(request.timeoutMs === null ? {} : { timeout: `${request.timeoutMs}ms` }),
    ...(request.redirects > 0 ? { redirects: request.redirects } : {}),
    ...expectation(request.status),
  };
}

/** Relative to the target where it goes there. Secrets in the query are hidden. */
function urlOf({ origin, path }: ImportedRequest, target: string, vault: SecretVault): string {
  const cut = path.indexOf('?');
  const query = cut < 0 ? '' : path.slice(cut + 1);
  const parts = query.split('&').map((part) => {
    const equals = part.indexOf('=');
    if (equals < 0) return part;
    return `${part.slice(0, equals)}=${vault.field(part.slice(0, equals), part.slice(equals + 1))}`;
  });
  const whole = cut < 0 ? path : `${path.slice(0, cut)}?${parts.join('&')}`;
  // A path that begins with two slashes would be taken for a host.
  return scenarioText(origin === target && !whole.startsWith('//') ? whole : `${origin}${whole}`);
}

function authField(auth: ImportedAuth | null, vault: SecretVault): AuthFile | null {
  if (auth === null) return null;
  if (auth.kind === 'bearer') return { bearer: scenarioText(vault.hide('TOKEN', auth.token)) };
  const { username, password } = auth;
  return {
    basic: { username: scenarioText(username), password: scenarioText(vault.hide('PASSWORD', password)) },
  };
}

/** What all requests have alike, when there are several. */
function commonAuth(all: readonly (AuthFile | null)[]): AuthFile | null {
  const [first = null, ...rest] = all;
  const isShared = rest.length > 0 && rest.every((auth) => JSON.stringify(auth) === JSON.stringify(first));
  return isShared ? first : null;
}

function expectation(status: number | null): Pick<RequestFile, 'check' | 'expect'> {
  if (status === null || status < 200 || status > 599 || status === 304) return {};
  return status < 400 ? { check: { status } } : { expect: status };
}

function thinkStep(thinkMs: number): StepFile {
  return { think: thinkMs % 1000 === 0 ? `${thinkMs / 1000}s` : `${thinkMs}ms` };
}

type PlacedStep = { readonly groups: readonly string[]; readonly step: StepFile };

/** Neighbours of one folder become one group. */
function grouped(steps: readonly PlacedStep[]): StepFile[] {
  const made: StepFile[] = [];
  for (let from = 0; from < steps.length;) {
    const group = steps[from]?.groups[0];
    const end = steps.findIndex(({ groups }, index) => index > from && groups[0] !== group);
    const run = steps.slice(from, end < 0 ? steps.length : end);
    if (group === undefined) made.push(...run.map(({ step }) => step));
    else {
      const inner = run.map(({ groups, step }) => ({ groups: groups.slice(1), step }));
      made.push({ group: groupName(group), steps: grouped(inner) });
    }
    from += run.length;
  }
  return made;
}

function groupName(text: string): string {
  const name = oneLine(plainText(text));
  return name === '' ? 'group' : name;
}
