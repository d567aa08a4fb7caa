#!/usr/bin/env node
import { version } from '../base/version.ts';

// Everything else is loaded only when it is needed: the version must not wait for an argument parser.
const [first] = process.argv.slice(2);
if (first === '--version' || first === '-V') {
  process.stdout.write(`${version}\n`);
} else {
  const { runCommand } = await import('./run-command.ts');
  process.exitCode = await runCommand(process.argv.slice(2));
}
