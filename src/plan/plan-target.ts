import { isIP } from 'node:net';
import { bareHost } from '../base/bare-host.ts';
import type { Problem } from '../base/errors.ts';
import type { TlsSettings } from '../scenario/connecting.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { TargetPlan } from './plan.ts';
import type { ReadUrl } from './read-url.ts';

/** What the sockets connect to for the origin of a URL. `proxy` was read before. */
export function planTarget(
  scenario: Scenario,
  { origin, shown }: Pick<ReadUrl, 'origin' | 'shown'>,
  proxy: URL | null,
): TargetPlan {
  return {
    url: shown,
    origin: origin.origin,
    reach: reachOf(scenario, origin, proxy),
    proxy: proxy === null ? null : proxy.href,
    tls: origin.protocol === 'https:' ? tlsOf(scenario, bareHost(origin.hostname)) : null,
  };
}

/** The proxy as it may be shown: without user name and password. */
export function proxyOrigin({ proxy }: TargetPlan): string | null {
  return proxy === null ? null : new URL(proxy).origin;
}

function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
}

function reachOf(scenario: Scenario, url: URL, proxy: URL | null): TargetPlan['reach'] {
  if (scenario.unixPath !== undefined) return { kind: 'unix', path: scenario.unixPath };
  if (proxy !== null) return { kind: 'tcp', host: bareHost(proxy.hostname), port: portOf(proxy) };
  const host = bareHost(url.hostname);
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

/** The URL of the proxy; null without one, or where it is none. */
export function readProxy(text: string | undefined): { url: URL | null; problems: Problem[] } {
  if (text === undefined) return { url: null, problems: [] };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && url.protocol === 'http:' && url.hostname !== '') return { url, problems: [] };
  const message = `--proxy "${text}" is not the URL of an HTTP proxy`;
  return { url: null, problems: [{ message, hint: 'give one such as http://127.0.0.1:3128' }] };
}
