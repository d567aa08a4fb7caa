import { parse } from 'node:path';
import type { LoadedScenario } from '../../scenario/file/loaded-scenario.ts';

/** What a scenario is called in reports: `checkout` of `checkout.yaml`, unless it says it itself. */
export function scenarioName({ file, path }: LoadedScenario): string {
  return file.name ?? parse(path).name;
}
