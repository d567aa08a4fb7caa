import type { Manual } from './manual.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

export const completionManual: Manual = {
  name: 'completion',
  usage: `inrush completion ${shells.join('|')}

Prints a script that completes commands, flags and their values in your shell.`,
  flags: [],
  examples: [
    ['inrush completion bash > ~/.local/share/bash-completion/completions/inrush', 'bash'],
    ['inrush completion zsh > ~/.zfunc/_inrush', 'zsh, with ~/.zfunc in fpath'],
    ['inrush completion fish > ~/.config/fish/completions/inrush.fish', 'fish'],
  ],
  wordsAre: shells,
};
