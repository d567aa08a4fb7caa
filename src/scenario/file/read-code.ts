import { resolve } from 'node:path';
import { InrushError } from '../../base/errors.ts';
import type { SourceReading } from './data-source.ts';
import { pathText } from './path-text.ts';
import { plainCopy } from './plain-copy.ts';
import { loadModule } from './read-module.ts';

/** What the module of a scenario exports, or what is wrong with it. Runs it. */
export async function readCode(path: string): Promise<SourceReading> {
  try {
    const { value, faults } = plainCopy(await loadModule(resolve(path), path));
    if (faults.length > 0) {
      const problems = faults.map((fault) => {
        const subject = fault.path.length === 0 ? 'the scenario' : pathText(fault.path);
        return { message: `${path}: ${subject} ${fault.message}`, hint: fault.hint };
      });
      return { ok: false, problems };
    }
    const none: ReadonlyMap<string, string> = new Map();
    return {
      ok: true,
      source: { value, locate: () => ({ text: path, offset: 0 }), texts: none, written: none },
    };
  } catch (error) {
    if (error instanceof InrushError) return { ok: false, problems: error.problems };
    throw error;
  }
}
