import { accessSync, constants } from 'node:fs';

/** Throws unless files may be made in it; the dot makes a file in its place ENOTDIR on every Node. */
export function accessFolder(path: string): void {
  accessSync(`${path}/.`, constants.W_OK | constants.X_OK);
}
