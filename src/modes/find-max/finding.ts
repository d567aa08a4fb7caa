import type { FindMaxDesign, FindMaxFinding, RateBracket } from './find-max-result.ts';
import type { SearchedRates } from './search-rates.ts';

export type Found = {
  readonly bracket: RateBracket;
  readonly design: FindMaxDesign;
  readonly slo: string;
  readonly unit: 'requests' | 'iterations';
  readonly ended: SearchedRates['ended'];
  readonly rates: SearchedRates['rates'];
};

/** What a search comes to, in a plain sentence or two. */
export function findingOf(found: Found): FindMaxFinding {
  const { bracket, slo, unit } = found;
  const { holds, fails } = bracket;
  if (fails?.cause === 'generator') return generatorFinding(found, fails.ratePerS);
  if (holds === null) return noneHolds(found);
  const held = `${rateText(holds.ratePerS, unit)} within ${slo}`;
  if (fails === null) {
    const isAll = holds.isConfirmed && holds.ratePerS === found.design.maxPerS;
    return {
      kind: isAll ? 'at-least' : 'wide',
      sentence: isAll
        ? `the target holds ${held}, the highest rate that was asked for; what it gives above is not known`
        : `the target holds ${held}${sureness(found)}; no rate has failed yet${whyWide(found)}`,
    };
  }
  const between = `the target holds ${held}${sureness(found)}, and not ${rateText(fails.ratePerS, unit)}`;
  const percent = percentText(bracket.width ?? 0);
  const isNarrow = bracket.width !== null && bracket.width <= found.design.precision + 1e-9;
  const isSure = holds.isConfirmed && fails.isBound;
  if (isNarrow && isSure) return { kind: 'found', sentence: `${between}: they are ${percent} apart` };
  const wanted = percentText(found.design.precision);
  const width = isNarrow
    ? `they are ${percent} apart`
    : `they are ${percent} apart, not ${wanted} as asked for`;
  return { kind: 'wide', sentence: `${between}: ${width}${whyWide(found)}` };
}

function generatorFinding({ bracket: { holds }, slo, unit }: Found, limitPerS: number): FindMaxFinding {
  const limit = `the generator was the limit at ${rateText(limitPerS, unit)}`;
  const known =
    holds === null
      ? 'nothing is known of the target'
      : `the target holds at least ${rateText(holds.ratePerS, unit)} within ${slo}`;
  return { kind: 'generator-limited', sentence: `${limit}: ${known}` };
}

function noneHolds({ bracket: { fails }, slo, unit, design, rates, ended }: Found): FindMaxFinding {
  const why = ended === 'stopped' ? 'it was stopped too early' : 'the time was too short';
  if (fails === null) {
    return { kind: 'wide', sentence: `${why} to know of any rate whether it keeps ${slo}` };
  }
  const isLowest = fails.ratePerS <= design.lowestPerS && fails.isBound;
  const tried = rates.length === 1 ? 'the only rate tried' : 'the lowest rate tried';
  return isLowest
    ? {
        kind: 'none-holds',
        sentence: `the target does not keep ${slo} at ${rateText(fails.ratePerS, unit)}, ${tried}`,
      }
    : {
        kind: 'wide',
        sentence: `the target does not keep ${slo} at ${rateText(fails.ratePerS, unit)}, and ${why} to look lower`,
      };
}

/** What is still missing at the lower end. */
function sureness({ bracket: { holds } }: Found): string {
  if (holds === null || holds.isConfirmed) return '';
  return holds.isBound ? ' (not confirmed by a longer trial)' : ' (in a short trial)';
}

function whyWide({ ended }: Found): string {
  if (ended === 'time') return '. The time was over: give it more (--within), or ask for less (--precision)';
  return ended === 'stopped' ? '. It was stopped before more was known' : '';
}

function rateText(perS: number, unit: Found['unit']): string {
  const rate = `${Number(perS.toPrecision(3)).toLocaleString('en')}/s`;
  return unit === 'iterations' ? `${rate} (iterations)` : rate;
}

function percentText(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
