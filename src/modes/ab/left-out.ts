import type { Result } from '../../summary/result.ts';

/** Why a pair doesn't count: one of its blocks is partial, or its numbers can't be trusted; null when it does. */
export function whyLeftOut({ a, b }: { readonly a: Result; readonly b: Result }): string | null {
  return blockFault('A', a) ?? blockFault('B', b);
}

function blockFault(side: string, { completion, trust }: Result): string | null {
  if (completion.state === 'partial') return `${side}: ${completion.reasons.join('; ')}`;
  if (trust.level !== 'invalid') return null;
  const [worst] = trust.reasons.filter(({ level }) => level === 'invalid');
  return `${side}: ${worst?.message ?? 'its numbers are invalid'}`;
}
