import leven from 'leven';

/** The known word that a mistyped one most likely means, or undefined when none is near. */
export function suggest(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of known) {
    const distance = candidate.startsWith(word) && word.length > 2 ? 1 : leven(word, candidate);
    const tolerated = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
    if (distance <= tolerated && distance < bestDistance) {
      bestDistance = distance;
      best = candidate;
    }
  }
  return best;
}
