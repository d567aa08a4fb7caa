import { parseCount, parseDurationMs } from '../base/units.ts';
import { engineNames, type Timeouts } from '../scenario/connecting.ts';
import { readChoice, reading, readText } from './flag.ts';
import { parseBody, parseConnectTo, parseHeader, readPem } from './flag-values.ts';
import type { ScenarioDraft, ScenarioFlag } from './scenario-draft.ts';

/** Shared by every command that sends load. */
export const requestFlags: readonly ScenarioFlag[] = [
  {
    name: 'connections',
    alias: 'c',
    group: 'Load:',
    value: 'N',
    describe: 'Connections, each with one request in flight [50; 1000 at most with -R; 100 in sync-vs-async]',
    read: reading(parseCount, (draft, count) => (draft.connections = count)),
  },
  {
    name: 'requests',
    alias: 'n',
    group: 'Load:',
    value: 'N',
    describe: 'Stop after N requests, 10k is 10,000',
    read: reading(parseCount, (draft, count) => (draft.requests = count)),
  },
  {
    name: 'urls-from',
    group: 'Request:',
    value: 'FILE',
    describe: 'URLs, one a line: [METHOD] URL [weight=N]; - is stdin; repeatable',
    isRepeatable: true,
    completesTo: 'files',
    read: reading(readText, (draft, path) => draft.urlsFrom.push(path)),
  },
  {
    name: 'requests-from',
    group: 'Request:',
    value: 'FILE',
    describe: 'Requests of a .http file, as editors send them; repeatable',
    isRepeatable: true,
    completesTo: 'files',
    read: reading(readText, (draft, path) => draft.requestsFrom.push(path)),
  },
  {
    name: 'seed',
    group: 'Request:',
    value: 'N',
    describe: 'Seed of {random:1..9} in URLs and of poisson arrivals [1]',
    read: reading(parseCount, (draft, seed) => (draft.seed = seed)),
  },
  {
    name: 'method',
    alias: 'm',
    group: 'Request:',
    value: 'METHOD',
    completesTo: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    describe: 'Request method [GET, or POST with a body]',
    read: reading(readText, (draft, method) => (draft.method = method.toUpperCase())),
  },
  {
    name: 'header',
    alias: 'H',
    group: 'Request:',
    value: "'K: V'",
    describe: 'Header to send, repeatable',
    isRepeatable: true,
    read: reading(parseHeader, (draft, header) => (draft.headers = [...(draft.headers ?? []), header])),
  },
  {
    name: 'body',
    alias: 'b',
    group: 'Request:',
    value: 'TEXT',
    describe: 'Body to send, or @FILE',
    completesTo: '@files',
    read: reading(parseBody, (draft, body) => (draft.body = body)),
  },
  timeoutFlag('timeout', 'Whole request, connecting included [10s]', 'totalMs', 't'),
  timeoutFlag('connect-timeout', 'Opening a socket [3s]', 'connectMs'),
  timeoutFlag('tls-timeout', 'TLS handshake [4s]', 'tlsMs'),
  timeoutFlag('first-byte-timeout', 'From the request to the first response byte [none]', 'firstByteMs'),
  timeoutFlag('idle-timeout', 'Between two reads of a response [none]', 'idleMs'),
  {
    name: 'graceful-stop',
    group: 'Timeouts:',
    value: 'TIME',
    describe: 'What is open at the end may take this long [5s]',
    read: reading(parseDurationMs, (draft, ms) => (draft.gracefulStopMs = ms)),
  },
  {
    name: 'requests-per-connection',
    group: 'Connection:',
    value: 'N',
    describe: 'Close a connection after N requests [keep it]',
    read: reading(parseCount, (draft, count) => (draft.requestsPerConnection = count)),
  },
  {
    name: 'workers',
    alias: 'w',
    group: 'Connection:',
    value: 'N',
    describe: 'Worker processes [half of the cores, more where -c needs them]',
    read: reading(parseCount, (draft, count) => (draft.workers = count)),
  },
  {
    name: 'engine',
    group: 'Connection:',
    value: 'NAME',
    describe: `HTTP engine: ${engineNames.join(' or ')} [h1]`,
    completesTo: engineNames,
    read: reading(readChoice(engineNames), (draft, engine) => (draft.engine = engine)),
  },
  {
    name: 'unix',
    group: 'Connection:',
    value: 'PATH',
    describe: 'Connect to a unix socket',
    completesTo: 'files',
    read: reading(readText, (draft, path) => (draft.unixPath = path)),
  },
  {
    name: 'connect-to',
    group: 'Connection:',
    value: 'HOST:PORT:ADDR',
    describe: 'Connect to ADDR[:PORT] instead of HOST:PORT, repeatable',
    isRepeatable: true,
    read: reading(parseConnectTo, (draft, rule) => (draft.connectTo = [...(draft.connectTo ?? []), rule])),
  },
  {
    name: 'local-address',
    group: 'Connection:',
    value: 'ADDR',
    describe: 'Source address, repeatable: workers take turns',
    isRepeatable: true,
    read: reading(readText, (draft, address) => {
      draft.localAddresses = [...(draft.localAddresses ?? []), address];
    }),
  },
  {
    name: 'proxy',
    group: 'Connection:',
    value: 'URL',
    describe: 'Go through an HTTP proxy (undici engine)',
    read: reading(readText, (draft, url) => (draft.proxy = url)),
  },
  fileFlag('ca', 'Trust this CA certificate (PEM)', (draft, pem) => (draft.tls.ca = pem)),
  fileFlag('cert', 'Client certificate (PEM)', (draft, pem) => (draft.tls.cert = pem)),
  fileFlag('key', 'Key of the client certificate (PEM)', (draft, pem) => (draft.tls.key = pem)),
  {
    name: 'insecure',
    alias: 'k',
    group: 'TLS:',
    value: null,
    describe: 'Accept any certificate',
    read: (draft) => void (draft.tls.verify = false),
  },
];

function timeoutFlag(name: string, describe: string, key: keyof Timeouts, alias?: string): ScenarioFlag {
  return {
    name,
    ...(alias === undefined ? {} : { alias }),
    group: 'Timeouts:',
    value: 'TIME',
    describe,
    read: reading(parseDurationMs, (draft, ms) => (draft.timeouts[key] = ms)),
  };
}

function fileFlag(
  name: string,
  describe: string,
  assign: (draft: ScenarioDraft, pem: string) => void,
): ScenarioFlag {
  return {
    name,
    group: 'TLS:',
    value: 'FILE',
    describe,
    completesTo: 'files',
    read: reading(readPem, assign),
  };
}
