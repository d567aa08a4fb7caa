import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'];
const isRequired = process.env['INRUSH_REQUIRE_CHROMIUM'] === '1';
const executable = findExecutable();

/** Whether the tests with a browser have to do without one. */
export const isSkipped: boolean = executable === undefined && !isRequired;

/** Says so once for each file. */
export function tellSkipped(file: string): void {
  if (isSkipped) process.stderr.write(`${file} is skipped: there is no chromium here\n`);
}

/** A real browser without a window, which is told by a pipe and resolves no name. */
export async function launchChromium(): Promise<Browser> {
  if (executable === undefined) throw new Error(`there is no ${names.join(', ')} on the PATH`);
  return chromium.launch({
    executablePath: executable,
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--disable-component-update'],
  });
}

function findExecutable(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
