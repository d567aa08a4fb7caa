import { readFileSync, writeFileSync } from 'node:fs';

const page = new URL('../docs/scenarios.md', import.meta.url);
const [begin, end] = ['<!-- made by npm run schema -->', '<!-- until here -->'];

/** Headings of the tables, by the type that each is of. */
const titles = {
  '': 'The file',
  ServeFile: '`serve`',
  ReadyFile: '`ready` of `serve`',
  DataFile: 'A source of `data`',
  FlowFile: 'A flow of `flows`',
  LoadFile: '`load`',
  RequestFile: 'A request',
  ThresholdFile: 'A threshold of `thresholds`',
  AuthFile: '`auth`',
  PartFile: 'A file in `multipart`',
  CheckFile: '`check`',
  BodyCheckFile: '`body` of `check`',
  CaptureFile: 'A capture of `capture`',
  ThinkFile: 'A pause',
  GroupFile: 'A group',
  RepeatFile: 'A repetition',
  ForEachFile: 'A loop over a list',
  TlsFile: '`tls`',
};

/** What values are called whose types have no table. */
const plainTypes = {
  Whole: 'number',
  Duration: 'duration',
  Rate: 'rate',
  Scalar: 'text, number, `true` or `false`',
  HeadersFile: 'values by name',
  StatusFile: 'status',
  Expected: 'value or comparison',
  Condition: 'condition',
  StepFile: '[step](#steps)',
};

/** The page with the tables of today's schema in it. */
export function withReference(text, schema) {
  const [before, rest = ''] = text.split(begin);
  const [, after = ''] = rest.split(end);
  return `${before}${begin}\n\n${scenarioReference(schema)}\n\n${end}${after}`;
}

export function writeReference(schema) {
  writeFileSync(page, withReference(readFileSync(page, 'utf8'), schema));
}

/** A table for each type of the schema that has keys, in Markdown. */
export function scenarioReference(schema) {
  return Object.entries(titles)
    .map(([name, title]) => {
      const type = name === '' ? schema : schema.definitions[name];
      const about = type.description === undefined ? [] : [type.description];
      return [`### ${title}`, ...about, tableOf(type, schema)].join('\n\n');
    })
    .join('\n\n');
}

function tableOf(type, schema) {
  if (type.anyOf !== undefined) return loadTable(type.anyOf, schema);
  const rows = Object.entries(type.properties).map(([key, value]) => {
    const need = type.required?.includes(key) ? ' (needed)' : '';
    return `| \`${key}\`${need} | ${kindOf(value, schema)} | ${aboutOf(value, schema)} |`;
  });
  return ['| key | value | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** Alternatives with a `kind`: a row for each of them, and one for each key that needs a word. */
function loadTable(members, schema) {
  const kinds = members.map(({ properties, required }) => {
    const keys = Object.keys(properties).filter((key) => key !== 'kind');
    const shown = keys.map((key) => (required.includes(key) ? `\`${key}\`` : `\`${key}\` (or not)`));
    return `| \`${properties.kind.const}\` | ${shown.join(', ')} |`;
  });
  const explained = new Map();
  for (const { properties } of members) {
    for (const [key, value] of Object.entries(properties)) {
      const about = aboutOf(value, schema);
      const meanings = explained.get(key) ?? { kind: kindOf(value, schema), abouts: new Set() };
      if (key !== 'kind') explained.set(key, { ...meanings, abouts: meanings.abouts.add(about) });
    }
  }
  const rows = [...explained].map(
    ([key, { kind, abouts }]) => `| \`${key}\` | ${kind} | ${[...abouts].join(' ')} |`,
  );
  const heads = ['| kind | keys |', '| --- | --- |'];
  const keyHeads = ['', '| key | value | meaning |', '| --- | --- | --- |'];
  return [...heads, ...kinds, ...keyHeads, ...rows].join('\n');
}

function aboutOf(value, schema) {
  const own = value.description ?? schema.definitions[nameOf(value)]?.description ?? '';
  return own.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' ');
}

function kindOf(value, schema) {
  const name = nameOf(value);
  if (name !== undefined) return plainTypes[name] ?? linkTo(name);
  if (value.enum !== undefined) return value.enum.map((each) => `\`${each}\``).join(', ');
  if (value.anyOf !== undefined) {
    const kinds = value.anyOf.map((each) => kindOf(each, schema));
    return kinds.filter((kind, index) => kinds.indexOf(kind) === index).join(', or ');
  }
  if (value.type === 'array') return `list of ${kindOf(value.items, schema)}`;
  if (value.type === 'object' && value.properties === undefined) {
    return mapOf(value.additionalProperties, schema);
  }
  if (value.type === 'object') {
    const keys = Object.keys(value.properties);
    return keys.map((key) => `\`${key}\``).join(', ');
  }
  return { string: 'text', boolean: '`true` or `false`', number: 'number' }[value.type] ?? 'anything';
}

function mapOf(values, schema) {
  const isAny = values === undefined || values === true || Object.keys(values).length === 0;
  return isAny ? 'an object' : `by name: ${kindOf(values, schema)}`;
}

function linkTo(name) {
  const title = titles[name] ?? name;
  const anchor = title.toLowerCase().replaceAll('`', '').replaceAll(' ', '-');
  return `[${title.replaceAll('`', '')}](#${anchor})`;
}

function nameOf({ $ref }) {
  return $ref?.replace('#/definitions/', '');
}
