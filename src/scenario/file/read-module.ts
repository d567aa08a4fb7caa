import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeCause, InrushError } from '../../base/errors.ts';

/** A module that waits for something at its top is given this long. */
const longestMs = 30_000;

/**
 * The default export of a module in JavaScript or TypeScript; types are stripped, nothing is written to disk. What it
 * imports as `inrush` is this program, installed beside it or not. Rejects with `usage` when it can't be used, and says
 * where it is wrong; `name` is what messages call it.
 */
export async function loadModule(
  absolutePath: string,
  name: string = basename(absolutePath),
  limitMs: number = longestMs,
): Promise<unknown> {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, {
    fsCache: false,
    // Each has a cache of its own, so that a changed file is read anew.
    moduleCache: false,
    virtualModules: {
      get inrush(): Promise<unknown> {
        return ownLibrary();
      },
    },
  });
  let module: unknown;
  try {
    module = await inTime(jiti.import(absolutePath), limitMs);
  } catch (error) {
    throw new InrushError('usage', [fault(error, absolutePath, name)], { cause: error });
  }
  if (typeof module === 'object' && module !== null && 'default' in module) return module.default;
  const hint = 'export it: export default defineScenario({ … })';
  throw new InrushError('usage', [{ message: `${name}: it has no default export`, hint }]);
}

async function ownLibrary(): Promise<unknown> {
  const path = createRequire(import.meta.url).resolve('inrush');
  const library: unknown = await import(pathToFileURL(path).href);
  return library;
}

class LateError extends Error {}

async function inTime(loading: Promise<unknown>, limitMs: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new LateError()), limitMs);
  });
  try {
    return await Promise.race([loading, late]);
  } finally {
    clearTimeout(timer);
  }
}

function fault(error: unknown, path: string, name: string): { message: string; hint?: string } {
  if (error instanceof LateError) {
    const hint = 'what takes long belongs into the hook "before"';
    return { message: `${name}: it is still loading after ${longestMs / 1000} s`, hint };
  }
  if (!(error instanceof Error)) return { message: `${name}: it threw ${String(error)}` };
  const [first = ''] = error.message.split('\n');
  const syntax = /^ParseError: (.*?)\s*\n\s*(.*):(\d+):(\d+)/s.exec(error.message);
  if (syntax !== null) {
    const [, what = '', file = '', line = '', column = ''] = syntax;
    const place = `${file === path ? name : file}:${line}:${Number(column) + 1}`;
    return { message: `${place}: it can't be read: ${what}` };
  }
  const missing = /^Cannot find (?:module|package) '([^']+)'/.exec(first)?.[1];
  if (missing !== undefined) {
    const hint = missing.startsWith('.')
      ? 'the path is relative to the file that imports it'
      : `install it beside the scenario: npm install ${missing}`;
    return { message: `${name}: it imports ${missing}, which is not there`, hint };
  }
  const thrown = `${error.name === 'Error' ? '' : `${error.name}: `}${describeCause(error)}`;
  return { message: `${placeIn(error.stack ?? '', path, name)}: it threw when it was loaded: ${thrown}` };
}

/** Where it was thrown, in the module or in a file that it imports. */
function placeIn(stack: string, path: string, name: string): string {
  const frames = [...stack.matchAll(/^\s+at .*?\(?((?:\/|[A-Z]:\\)[^()\n]*):(\d+):\d+\)?$/gm)];
  const [, file, line] = frames.find(([, of = '']) => !/[\\/]node_modules[\\/]/.test(of)) ?? [];
  if (file === undefined || line === undefined) return name;
  return `${file === path ? name : file}:${line}`;
}
