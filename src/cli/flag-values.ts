import { readFileSync } from 'node:fs';
import { bareHost } from '../base/bare-host.ts';
import { describeCause } from '../base/errors.ts';
import { parseDurationMs, type Parsed, parseRatePerS } from '../base/units.ts';
import type { ConnectTo } from '../scenario/connecting.ts';
import type { Stage } from '../scenario/load.ts';

/** The text of a PEM file. */
export function readPem(path: string): Parsed<string> {
  const file = readFile(path);
  if (!file.ok) return file;
  const text = file.value.toString('utf8');
  return text.includes('-----BEGIN ')
    ? { ok: true, value: text }
    : { ok: false, message: `${path} holds no PEM text (-----BEGIN …)` };
}

/** `TEXT`, or `@FILE` for what a file holds. */
export function parseBody(text: string): Parsed<Uint8Array> {
  return text.startsWith('@') ? readFile(text.slice(1)) : { ok: true, value: Buffer.from(text) };
}

/** `Name: value`. */
export function parseHeader(text: string): Parsed<readonly [string, string]> {
  const colon = text.indexOf(':');
  return colon > 0
    ? { ok: true, value: [text.slice(0, colon).trim(), text.slice(colon + 1).trim()] }
    : { ok: false, message: `"${text}" is not a header such as 'Accept: text/html'` };
}

/** `10s:100,1m:500`. */
export function parseStages(text: string): Parsed<readonly Stage[]> {
  const stages: Stage[] = [];
  for (const part of text.split(',')) {
    const [time, rate, ...rest] = part.split(':');
    const durationMs = parseDurationMs(time ?? '');
    const targetPerS = parseRatePerS(rate ?? '');
    if (!durationMs.ok || !targetPerS.ok || rest.length > 0) {
      return { ok: false, message: `"${part}" is not a stage such as 10s:100 (time:rate)` };
    }
    stages.push({ durationMs: durationMs.value, targetPerS: targetPerS.value });
  }
  return { ok: true, value: stages };
}

/** `HOST:PORT:ADDR[:PORT]`, IPv6 in brackets. */
export function parseConnectTo(text: string): Parsed<ConnectTo> {
  const host = String.raw`(\[[^\]]+\]|[^:]+)`;
  const match = new RegExp(String.raw`^${host}:(\d+):${host}(?::(\d+))?$`).exec(text);
  const [, fromHost, fromPort, toHost, toPort] = match ?? [];
  if (fromHost === undefined || toHost === undefined) {
    return { ok: false, message: `"${text}" is not HOST:PORT:ADDR[:PORT]` };
  }
  const port = Number(fromPort);
  return {
    ok: true,
    value: {
      host: bareHost(fromHost),
      port,
      toHost: bareHost(toHost),
      toPort: Number(toPort ?? port),
    },
  };
}

function readFile(path: string): Parsed<Buffer> {
  try {
    return { ok: true, value: readFileSync(path) };
  } catch (error) {
    return {
      ok: false,
      message: `can't read ${path === '' ? 'a file without a name' : path} (${describeCause(error)})`,
    };
  }
}
