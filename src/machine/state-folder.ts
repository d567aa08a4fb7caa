import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** Where programs keep what they found out, by the customs of the system; null when nobody says where that is. */
export function stateFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string | null = findHome(),
): string | null {
  const path = platform === 'win32' ? win32 : posix;
  const { LOCALAPPDATA: localData = '', XDG_STATE_HOME: stateHome = '' } = environment;
  if (platform === 'win32') return localData === '' ? null : path.join(localData, 'inrush');
  // The XDG specification wants a relative one ignored.
  if (path.isAbsolute(stateHome)) return path.join(stateHome, 'inrush');
  if (home === null || home === '') return null;
  return platform === 'darwin'
    ? path.join(home, 'Library', 'Application Support', 'inrush')
    : path.join(home, '.local', 'state', 'inrush');
}

/** A user without a home, as containers have them, is an error to Node. */
function findHome(): string | null {
  try {
    return homedir();
  } catch {
    return null;
  }
}
