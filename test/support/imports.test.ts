import { describe, expect, it } from 'vitest';
import { importsOf, type Import } from './imports.ts';

describe('the imports of a source', () => {
  it.each<[string, string, Import['kind'] | 'none']>([
    ['a side effect', `import 'x';`, 'value'],
    ['several lines', `import {\n  a,\n  type B,\n} from 'x';`, 'value'],
    ['no space at all', `import{a}from"x";`, 'value'],
    ['default and namespace', `import a, * as b from 'x';`, 'value'],
    ['types', `import type { A } from 'x';`, 'type'],
    ['a re-export', `export { a } from 'x';`, 'value'],
    ['a re-export of all', `export * as a from 'x';`, 'value'],
    ['a re-export of types', `export type { A } from 'x';`, 'type'],
    ['a type in place', `const a: import('x').A<string> = f();`, 'type'],
    ['the type of a module', `type A = typeof import('x');`, 'type'],
    ['a dynamic one, in a template', 'const a = `${await import("x")}`;', 'value'],
    ['a dynamic one, in backticks', 'import(`x`);', 'value'],
    ['one after awkward text', 'const a = /[`"\'/*]/; const b = `//${`"`}`; import("x");', 'value'],
    ['a started process', `new URL('x', import.meta.url);`, 'url'],
    ['a resolved file', `import.meta.resolve('x');`, 'url'],
    ['not in comments', `// import 'x';\n/* import 'x'; */`, 'none'],
    ['not in text', `const a = "import 'x';"; const b = \`import 'x';\`;`, 'none'],
    ['not in a local export', `const from = 'x'; export { from };`, 'none'],
    ['not in another URL', `new URL('x', base);`, 'none'],
    ['not when computed', 'import(path); import(`${path}/x`);', 'none'],
  ])('%s', (_name, source, kind) => {
    expect(importsOf(source)).toEqual(kind === 'none' ? [] : [{ kind, from: 'x' }]);
  });
});
