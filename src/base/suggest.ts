import leven from 'leven';

/** The known word that a mistyped one most likely means, or undefined when none is near. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of known) {
    const isNear = (candidate.startsWith(word) && word.length > 2) || isSwapped(word, candidate);
    const distance = isNear ? 1 : leven(word, candidate);
    const tolerated = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
    if (distance <= tolerated && distance < bestDistance) {
      bestDistance = distance;
      best = candidate;
    }
  }
  return best;
}

/** Two neighbouring characters changed places: one slip, and not two. */
function isSwapped(word: string, candidate: string): boolean {
  const at = word.split('').findIndex((character, index) => character !== candidate[index]);
  if (at === -1 || word.length !== candidate.length) return false;
  const swapped = `${candidate[at + 1] ?? ''}${candidate[at] ?? ''}`;
  return word === candidate.slice(0, at) + swapped + candidate.slice(at + 2);
}
