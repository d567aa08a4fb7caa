import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { chooseTheme, chosenTheme, type Theme } from './theme.ts';

const themes: readonly { readonly theme: Theme; readonly label: string }[] = [
  { theme: 'auto', label: 'Auto' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
];

/** Auto, light or dark. */
export function ThemeSwitch(): JSX.Element {
  const [chosen, setChosen] = useState(chosenTheme);
  return (
    <fieldset class="themes">
      <legend class="unseen">Theme</legend>
      {themes.map(({ theme, label }) => (
        <label key={theme}>
          <input
            type="radio"
            name="theme"
            value={theme}
            checked={theme === chosen}
            onChange={() => {
              chooseTheme(theme);
              setChosen(theme);
            }}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
