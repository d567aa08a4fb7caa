import type { Fingerprint, MachineFacts } from './fingerprint.ts';

/** What tells the file apart from other JSON. */
const header = { schemaVersion: 1, kind: 'fingerprint' } as const;

/** A fingerprint as a file holds it. */
export function fingerprintText(fingerprint: Fingerprint): string {
  return `${JSON.stringify({ ...header, ...fingerprint }, null, 2)}\n`;
}

/** `isForeign`: not made by inrush, so nobody's to replace. */
export type ParsedFingerprint =
  | { readonly ok: true; readonly value: Fingerprint }
  | { readonly ok: false; readonly message: string; readonly isForeign: boolean };

/** Reads what {@link fingerprintText} wrote. */
export function parseFingerprint(text: string): ParsedFingerprint {
  const document = fieldsOf(parseJson(text));
  if (document['kind'] !== header.kind) {
    return { ok: false, message: 'it is no fingerprint', isForeign: true };
  }
  if (document['schemaVersion'] !== header.schemaVersion) {
    return { ok: false, message: 'another version of inrush wrote it', isForeign: false };
  }
  const fingerprint = readFields(document);
  return fingerprint === null
    ? { ok: false, message: 'a part of it is missing or broken', isForeign: false }
    : { ok: true, value: fingerprint };
}

function readFields(document: Fields): Fingerprint | null {
  const machine = readMachine(fieldsOf(document['machine']));
  const { p50Us, p99Us } = fieldsOf(document['floor']);
  const { savedAt, inrush, highestRatePerS, closedLoopPerS } = document;
  if (machine === null || !isText(savedAt) || !isText(inrush)) return null;
  if (!isAboveZero(p50Us) || !isAboveZero(p99Us)) return null;
  if (highestRatePerS !== null && !isAboveZero(highestRatePerS)) return null;
  if (closedLoopPerS !== null && !isAboveZero(closedLoopPerS)) return null;
  return { machine, savedAt, inrush, floor: { p50Us, p99Us }, highestRatePerS, closedLoopPerS };
}

function readMachine(facts: Fields): MachineFacts | null {
  const { cores, memoryBytes, platform, kernel, node } = facts;
  const { cpuModel, governor, cpuLimitCores, memoryLimitBytes } = facts;
  if (!isAboveZero(cores) || !isAboveZero(memoryBytes)) return null;
  if (!isText(platform) || !isText(kernel) || !isText(node)) return null;
  if (cpuModel !== null && !isText(cpuModel)) return null;
  if (governor !== null && !isText(governor)) return null;
  if (cpuLimitCores !== null && !isAboveZero(cpuLimitCores)) return null;
  if (memoryLimitBytes !== null && !isAboveZero(memoryLimitBytes)) return null;
  return { cpuModel, cores, memoryBytes, platform, kernel, node, governor, cpuLimitCores, memoryLimitBytes };
}

type Fields = Readonly<Record<string, unknown>>;

/** Of what isn't an object: none. */
function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isAboveZero(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}
