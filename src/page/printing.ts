import { chosenTheme, showTheme } from './theme.ts';

const listeners = new Set<() => void>();

/** Paper is light and narrow, whatever the screen is: the page takes that shape before it is printed. */
export function watchPrinting(): void {
  let before = chosenTheme();
  addEventListener('beforeprint', () => {
    before = chosenTheme();
    showTheme('light');
    setPrinting(true);
  });
  addEventListener('afterprint', () => {
    showTheme(before);
    setPrinting(false);
  });
}

/** Calls back when all has another width than before, and there is no time to wait for a turn. Returns what ends that. */
export function onReshape(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function setPrinting(isPrinting: boolean): void {
  document.documentElement.classList.toggle('printing', isPrinting);
  for (const listener of listeners) listener();
}
