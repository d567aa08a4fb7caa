import type { ImportedBody, ImportedHeader, ImportedPart } from './imported.ts';
import { isObject, listOf, parseJson, partOf, textOf } from './json-parts.ts';
import type { Notes } from './notes.ts';
import { enabledPairs } from './postman-pairs.ts';
import type { PostmanVariables } from './postman-variables.ts';

type PostmanBody = {
  readonly body: ImportedBody;
  /** What Postman sends with it, unless the request has its own. */
  readonly headers: readonly ImportedHeader[];
};

const types: Readonly<Record<string, string>> = {
  json: 'application/json',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
  text: 'text/plain',
};

export function postmanBody(
  body: unknown,
  variables: PostmanVariables,
  at: string,
  notes: Notes,
): PostmanBody | null {
  if (!isObject(body) || partOf(body, 'disabled') === true) return null;
  switch (textOf(body, 'mode')) {
    case 'raw': {
      const text = textOf(body, 'raw') ?? '';
      const language =
        textOf(body, 'options', 'raw', 'language') ?? (parseJson(text) === undefined ? 'text' : 'json');
      const type = Object.hasOwn(types, language) ? types[language] : undefined;
      const headers: ImportedHeader[] = [['content-type', type ?? 'text/plain']];
      return text === '' ? null : { body: { kind: 'text', text: variables.marked(text) }, headers };
    }
    case 'urlencoded': {
      const fields = enabledPairs(body, 'urlencoded').map(([name, value]): ImportedHeader => [
        name,
        variables.marked(value),
      ]);
      return { body: { kind: 'form', fields }, headers: [] };
    }
    case 'formdata':
      return {
        body: {
          kind: 'multipart',
          parts: listOf(body, 'formdata').flatMap((part) => partOfForm(part, variables)),
        },
        headers: [],
      };
    case 'file': {
      const path = textOf(body, 'file', 'src');
      return path === null ? null : { body: { kind: 'file', path }, headers: [] };
    }
    case 'graphql':
      return graphql(body, variables);
    case null:
      return null;
    default:
      notes.add('a body of an unknown kind was left out', at);
      return null;
  }
}

function partOfForm(part: unknown, variables: PostmanVariables): ImportedPart[] {
  const name = textOf(part, 'key') ?? '';
  if (name === '' || partOf(part, 'disabled') === true) return [];
  const [first] = listOf(part, 'src');
  const source = textOf(part, 'src') ?? textOf(first);
  if (textOf(part, 'type') === 'file' && source !== null) {
    return [{ name, content: { file: source, type: textOf(part, 'contentType') } }];
  }
  return [{ name, content: { text: variables.marked(textOf(part, 'value') ?? '') } }];
}

function graphql(body: unknown, variables: PostmanVariables): PostmanBody {
  const query = variables.marked(textOf(body, 'graphql', 'query') ?? '');
  const given = textOf(body, 'graphql', 'variables') ?? '';
  const values = parseJson(variables.marked(given));
  const text = JSON.stringify({ query, ...(values === undefined ? {} : { variables: values }) });
  return { body: { kind: 'text', text }, headers: [['content-type', 'application/json']] };
}
