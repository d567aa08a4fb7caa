import { machineDifferences } from '../../summary/machine-differences.ts';
import type { Conditions } from './conditions.ts';

/**
 * What was not the same, such as `load.ratePerS: 5000, now 4000`: empty when the numbers of two runs can be held against
 * each other. Where the target listens may change its port, as servers that CI starts do, and nothing else.
 */
export function conditionDifferences(base: Conditions, head: Conditions): string[] {
  const { machine: baseMachine, ...baseWork } = comparable(base);
  const { machine: headMachine, ...headWork } = comparable(head);
  const machine = machineDifferences(baseMachine, headMachine).map((text) => `machine: ${text}`);
  return [...differences(baseWork, headWork, ''), ...machine];
}

type Comparable = Omit<Conditions, 'requests'> & { readonly requests: Readonly<Record<string, string>> };

/** As far as runs can be told apart by it: requests by name, those of single URLs without the port. */
function comparable({ requests, ...conditions }: Conditions): Comparable {
  const { url } = conditions.target;
  return {
    ...conditions,
    target: { ...conditions.target, url: withoutPort(url) },
    requests: Object.fromEntries(requests.map((name) => [withoutPort(name), 'sent'])),
  };
}

/** Of an absolute URL; every other text stays. */
export function withoutPort(text: string): string {
  return text.replace(/^(https?:\/\/(?:\[[^\]/]*\]|[^/:?#]*)):\d+/i, '$1');
}

/** The innermost values that differ, under their paths. */
function differences(base: unknown, head: unknown, path: string): string[] {
  if (!isRecord(base) || !isRecord(head)) {
    return JSON.stringify(base) === JSON.stringify(head)
      ? []
      : [`${path}: ${shown(base)}, now ${shown(head)}`];
  }
  const keys = [...new Set([...Object.keys(base), ...Object.keys(head)])];
  // Other fields mean something else in another kind.
  const same = base['kind'] === head['kind'] ? keys : ['kind'];
  return same.flatMap((key) => differences(base[key], head[key], path === '' ? key : `${path}.${key}`));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
