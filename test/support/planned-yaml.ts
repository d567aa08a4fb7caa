import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FlowRequest, FlowsPlan, Pieces } from '../../src/plan/flows-plan.ts';
import { planScenario } from '../../src/plan/scenario/plan-scenario.ts';
import { loadScenario } from '../../src/scenario/file/load-scenario-file.ts';
import { readMachine } from '../../src/machine/read-machine.ts';

/** What a scenario file comes to, or the messages of all that is wrong with it. Files are made beside it. */
export async function planYaml(
  yaml: string,
  env: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<FlowsPlan | readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'inrush-planned-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const path = join(folder, 'scenario.yaml');
    writeFileSync(path, yaml);
    const reading = await loadScenario(path, { processEnv: {}, envFiles: [], env });
    if (!reading.ok) return reading.problems.map(({ message }) => message);
    const planning = await planScenario(reading.loaded, readMachine());
    if (!planning.ok) return planning.problems.map(({ message }) => message);
    planning.plan.dispose();
    const { work } = planning.plan.plan;
    return work.kind === 'flows' ? work.flows : ['no flows'];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The requests of a scenario that is right. */
export async function requestsOf(
  yaml: string,
  env: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<readonly FlowRequest[]> {
  const planned = await planYaml(yaml, env, files);
  if (!('requests' in planned)) throw new Error(`${planned.join('\n')}\n\n${yaml}`);
  return planned.requests;
}

/** Text as it is sent; expressions as `‹kind›`. */
export function textOf(pieces: Pieces | null): string | null {
  if (pieces === null) return null;
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      return piece instanceof Uint8Array ? Buffer.from(piece).toString() : `‹${piece.expression.kind}›`;
    })
    .join('');
}

/** A header's value as it is sent, or null without it. */
export function headerOf(request: FlowRequest | undefined, name: string): string | null {
  return textOf(request?.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null);
}
