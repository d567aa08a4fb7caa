import type { Trust, TrustReason } from '../summary/result.ts';

/**
 * What several runs of one side give against their numbers, each kind of reason once: the first speaks for the others,
 * for their messages hold figures of their own. `runs` is what they are called.
 */
export function jointReasons(name: string, trusts: readonly Trust[], runs: string): TrustReason[] {
  const reasons = trusts.flatMap((trust) => trust.reasons);
  const kinds = new Map(reasons.map(({ level, signal }) => [`${level} ${signal}`, { level, signal }]));
  return [...kinds.values()].flatMap((kind) => {
    const alike = reasons.filter(({ level, signal }) => level === kind.level && signal === kind.signal);
    const more =
      alike.length === 1 ? '' : ` (and ${alike.length - 1} more of the kind, in ${trusts.length} ${runs})`;
    return alike.slice(0, 1).map((first) => ({ ...first, message: `${name}: ${first.message}${more}` }));
  });
}
