import type { LoadInfo, Result, SteadyState, TargetInfo } from '../summary/result.ts';
import { clip, displayWidth, flow, reportWidth } from '../base/fit.ts';
import { formatCount, formatDuration } from './format.ts';
import { loadText } from './load-text.ts';
import type { Palette } from './palette.ts';
import type { RunReport } from './reporter.ts';

const mostFlows = 4;

/** Which version measured which target; the URL gives way where the line is too long. */
export function targetLine(report: RunReport, palette: Palette): string {
  const { target } = report;
  const version = clip(`inrush ${report.inrush}`, 20);
  const route = clip(routeTo(target), 40);
  const taken = version.length + 2 + (route === '' ? 0 : displayWidth(route) + 2);
  const more = scenarioOf(report) === null ? moreRequests(target) : '';
  const scenario = scenarioOf(report);
  const what = scenario === null ? `${target.method} ${target.url}` : `${scenario} at ${target.url}`;
  const request = clip(what, reportWidth - taken - more.length);
  const parts = [palette.dim(version), palette.bold(request) + more];
  return [...parts, ...(route === '' ? [] : [palette.dim(route)])].join('  ');
}

/** `GET http://127.0.0.1:8080/ and 2 more URLs`, `checkout at http://127.0.0.1:8080/`: what was sent. */
export function requestText(report: RunReport): string {
  const { target } = report;
  const scenario = scenarioOf(report);
  if (scenario !== null) return `${scenario} at ${target.url}`;
  return `${target.method} ${target.url}${moreRequests(target)}`;
}

function scenarioOf(report: RunReport): string | null {
  return report.kind === 'load-run' ? report.scenario : null;
}

/** How the load arrived, and over how many connections. */
export function loadLines(result: Result): string[] {
  return flow(loadParts(result), ' · ', reportWidth);
}

/** `open model`, `5,000/s for 30 s`, `200 connections`. */
export function loadParts({ load, flows, target, steadyState }: Result): string[] {
  const parts = [`${load.model} model`, ...loadTexts(load, flows), ...connectionFacts(load)];
  if (load.warmupMs > 0) parts.push(`warm-up ${formatDuration(load.warmupMs)}${steadyText(steadyState)}`);
  if (target.engine !== 'h1') parts.push(`engine ${target.engine}`);
  return parts;
}

/** One load, or those of several flows with their names. */
function loadTexts({ load, model }: LoadInfo, flows: Result['flows']): string[] {
  const users = flows.reduce((sum, { maxVus }) => sum + maxVus, 0);
  const most = model === 'open' && users > 0 ? [`at most ${plural(users, 'VU')}`] : [];
  if (flows.length < 2) return [loadText(load), ...most];
  const shown = flows.slice(0, mostFlows).map((one) => `${clip(one.name, 24)} ${loadText(one.load)}`);
  const rest = flows.length - shown.length;
  return [...shown, ...(rest > 0 ? [plural(rest, 'more load')] : []), ...most];
}

/** What an automatic warm-up found. */
function steadyText(steadyState: SteadyState | null): string {
  if (steadyState === null) return '';
  const { steadyFromMs } = steadyState;
  if (steadyFromMs === null) return ', not steady by then';
  return steadyFromMs === 0 ? ', steady from the start' : `, steady from ${formatDuration(steadyFromMs)} on`;
}

function connectionFacts(load: LoadInfo): string[] {
  const parts = [plural(load.connections, 'connection')];
  if (load.pipelining > 1) parts.push(`${formatCount(load.pipelining)} pipelined`);
  if (load.requestsPerConnection === 1) parts.push('a new one for every request');
  else if (load.requestsPerConnection !== null) {
    parts.push(`a new one every ${formatCount(load.requestsPerConnection)} requests`);
  }
  return parts;
}

function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function moreRequests({ requestCount }: TargetInfo): string {
  return requestCount <= 1 ? '' : ` and ${plural(requestCount - 1, 'more URL')}`;
}

/** The address unless the URL says it already, or how many there are; and the proxy's host. */
function routeTo(target: TargetInfo): string {
  const origins = target.address.split(', ').length;
  const known = origins > 1 ? `${formatCount(origins)} origins` : target.address;
  const address = known === hostAndPort(target.url) ? '' : known;
  if (target.proxy === null) return address;
  const proxy = URL.canParse(target.proxy) ? new URL(target.proxy).host : 'proxy';
  return `${address} via ${proxy}`.trim();
}

function hostAndPort(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port } = new URL(url);
  const standardPort = protocol === 'https:' ? '443' : '80';
  return `${hostname}:${port === '' ? standardPort : port}`;
}
