import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';

/** Where programs keep what they found out, by the customs of the system; null when nobody says where that is. */
export function stateFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string | null = findHome(),
): string | null {
  const { join, isAbsolute } = platform === 'win32' ? win32 : posix;
  const { LOCALAPPDATA: localData = '', XDG_STATE_HOME: stateHome = '' } = environment;
  if (platform === 'win32') return localData === '' ? null : join(localData, 'inrush');
  // The XDG specification wants a relative one ignored.
  if (isAbsolute(stateHome)) return join(stateHome, 'inrush');
  if (home === null || home === '') return null;
  return platform === 'darwin'
    ? join(home, 'Library', 'Application Support', 'inrush')
    : join(home, '.local', 'state', 'inrush');
}

/** A user without a home, as containers have them, is an error to Node. */
function findHome(): string | null {
  try {
    return homedir();
  } catch {
    return null;
  }
}
