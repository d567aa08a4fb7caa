#!/usr/bin/env node
import { version } from '../base/version.ts';
import { endProcessSoon } from './end-process.ts';
import { exitCode } from './exit-code.ts';

let isLost = false;
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  // Whoever reads has seen enough, as `head` has: no failure of ours.
  if (code === 'EPIPE' || isLost) return;
  process.stderr.write(`error: stdout can't be written (${message})\n`);
  // A report that nobody got must not end with 0.
  isLost = true;
  process.exitCode = exitCode.cannotRun;
});
process.stderr.on('error', () => {});

// Everything else is loaded only when it is needed: the version must not wait for an argument parser.
const [first] = process.argv.slice(2);
if (first === '--version' || first === '-V') {
  process.stdout.write(`${version}\n`);
} else {
  const { runCommand } = await import('./run-command.ts');
  const code = await runCommand(process.argv.slice(2));
  if (!isLost) process.exitCode = code;
  endProcessSoon();
}
