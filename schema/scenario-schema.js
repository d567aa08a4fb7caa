import { schemaOf } from './schema-of.js';

const folder = 'src/scenario/file/';

/** The JSON Schema of a scenario file, from the types and their doc comments. */
export function scenarioSchema() {
  return finished(schemaOf(`${folder}scenario-file.ts`, 'ScenarioFile', 'A scenario of inrush', options));
}

/** The same of a scenario in code; `typeof: function` marks what no JSON can hold. */
export function codeScenarioSchema() {
  return finished(
    schemaOf(`${folder}code-scenario.ts`, 'CodeScenario', 'A scenario of inrush in code', options),
  );
}

const options = { functions: 'comment', extraTags: ['exactlyOne', 'atMostOne'] };

function finished(schema) {
  return withoutUnused(visited(schema));
}

function visited(node) {
  if (Array.isArray(node)) return node.map(visited);
  if (typeof node !== 'object' || node === null) return node;
  const { exactlyOne, atMostOne, ...rest } = node;
  if (rest.properties?.namedArgs !== undefined) return { typeof: 'function', description: rest.description };
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, visited(value)]));
  // The one thing about a file's shape that its types leave open.
  if (exactlyOne !== undefined) copy.oneOf = exactlyOne.map((key) => ({ required: [key] }));
  if (atMostOne !== undefined) copy.not = { anyOf: pairs(atMostOne).map((keys) => ({ required: keys })) };
  return copy;
}

function pairs(keys) {
  return keys.flatMap((key, index) => keys.slice(index + 1).map((other) => [key, other]));
}

/** What functions are given is no part of a file. */
function withoutUnused({ definitions, ...schema }) {
  const used = new Set();
  const visit = (node) => {
    for (const [, name] of JSON.stringify(node).matchAll(/"#\/definitions\/([^"]+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(definitions[name]);
    }
  };
  visit(schema);
  const kept = Object.entries(definitions).filter(([name]) => used.has(name));
  return { ...schema, definitions: Object.fromEntries(kept) };
}
