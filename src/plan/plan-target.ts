import { isIP } from 'node:net';
import type { Problem } from '../base/errors.ts';
import type { TlsSettings } from '../scenario/connecting.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TargetPlan } from './plan.ts';

type PlannedTarget = {
  readonly target: TargetPlan | null;
  readonly tls: TlsSettings | null;
  readonly problems: readonly Problem[];
  readonly notes: readonly string[];
};

/** Reads the URL, and works out what the sockets connect to. */
export function planTarget(scenario: Scenario): PlannedTarget {
  const notes: string[] = [];
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(scenario.url);
  const text = hasScheme ? scenario.url : `http://${scenario.url}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  const proxy = readProxy(scenario.proxy);
  const problems = [...urlProblems(scenario.url, url), ...proxy.problems];
  if (problems.length > 0 || url === null) return { target: null, tls: null, problems, notes };
  if (!hasScheme) notes.push(`no scheme in "${scenario.url}": http:// assumed`);
  const isTls = url.protocol === 'https:';
  const target: TargetPlan = {
    url: url.href.slice(0, url.href.length - url.hash.length),
    origin: url.origin,
    reach: reachOf(scenario, url, proxy.url),
    proxy: proxy.url === null ? null : proxy.url.href,
  };
  return { target, tls: isTls ? tlsOf(scenario, bareHost(url)) : null, problems, notes };
}

/** The proxy as it may be shown: without user name and password. */
export function proxyOrigin({ proxy }: TargetPlan): string | null {
  return proxy === null ? null : new URL(proxy).origin;
}

/** An IPv6 address without its brackets. */
function bareHost(url: URL): string {
  return url.hostname.replaceAll(/[[\]]/g, '');
}

function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}

function reachOf(scenario: Scenario, url: URL, proxy: URL | null): TargetPlan['reach'] {
  if (scenario.unixPath !== undefined) return { kind: 'unix', path: scenario.unixPath };
  if (proxy !== null) return { kind: 'tcp', host: bareHost(proxy), port: portOf(proxy) };
  const host = bareHost(url);
  const port = portOf(url);
  const rule = scenario.connectTo?.find((entry) => entry.host === host && entry.port === port);
  return rule === undefined
    ? { kind: 'tcp', host, port }
    : { kind: 'tcp', host: rule.toHost, port: rule.toPort };
}

function tlsOf(scenario: Scenario, host: string): TlsSettings {
  return {
    serverName: isIP(host) === 0 ? host : '',
    ca: scenario.tls?.ca ?? null,
    cert: scenario.tls?.cert ?? null,
    key: scenario.tls?.key ?? null,
    verify: scenario.tls?.verify ?? true,
  };
}

function urlProblems(text: string, url: URL | null): Problem[] {
  const example = 'such as http://127.0.0.1:8080/path';
  if (url === null) return [{ message: `"${text}" is not a URL`, hint: `give one ${example}` }];
  const problems: Problem[] = [];
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    problems.push({ message: `"${text}" has the scheme ${url.protocol}//`, hint: 'use http:// or https://' });
  }
  if (url.port === '0') {
    problems.push({ message: `"${text}" has port 0`, hint: 'use a port from 1 to 65535' });
  }
  if (url.username !== '' || url.password !== '') {
    problems.push({
      message: `the URL holds a user name or password, which are not sent`,
      hint: "use -H 'Authorization: Basic …'",
    });
  }
  return problems;
}

function readProxy(text: string | undefined): { url: URL | null; problems: Problem[] } {
  if (text === undefined) return { url: null, problems: [] };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && url.protocol === 'http:' && url.hostname !== '') return { url, problems: [] };
  const message = `--proxy "${text}" is not the URL of an HTTP proxy`;
  return { url: null, problems: [{ message, hint: 'give one such as http://127.0.0.1:3128' }] };
}
