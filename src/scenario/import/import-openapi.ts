import { describeCause } from '../../base/errors.ts';
import type { Imported, ImportOptions, ImportedRequest } from './imported.ts';
import { entriesOf, isObject, listOf, partOf, textOf } from './json-parts.ts';
import { makeScenario } from './make-scenario.ts';
import { withoutMarks } from './marked-text.ts';
import { Notes } from './notes.ts';
import { OpenApiDocument, readDocument, versionOf } from './openapi-document.ts';
import { operationRequest } from './openapi-operation.ts';
import { SecuritySchemes } from './openapi-security.ts';
import { serverOf } from './openapi-server.ts';
import { upgraded } from './swagger.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

/** A description of an API, OpenAPI 3 or Swagger 2: each operation once, with sample values. */
export async function importOpenApi(text: string, { name }: ImportOptions): Promise<Imported> {
  let root: unknown;
  try {
    root = await readDocument(withoutMarks(text));
  } catch (error) {
    const [firstLine = ''] = describeCause(error).split('\n', 1);
    return {
      ok: false,
      problems: [{ message: `${name} is neither JSON nor YAML that can be read (${firstLine})` }],
    };
  }
  const version = versionOf(root);
  if (version === null) {
    const hint = 'it begins with `openapi: 3.…` or `swagger: "2.0"`, and has `paths`';
    return { ok: false, problems: [{ message: `${name} is no OpenAPI document`, hint }] };
  }
  const notes = new Notes();
  const document = new OpenApiDocument(version.startsWith('2') ? upgraded(root) : root, notes);
  const security = new SecuritySchemes(document, notes);
  const requests = requestsOf(document, name, security, notes);
  const [first] = requests;
  if (first === undefined) return { ok: false, problems: [{ message: `${name} has no operations` }] };
  const title = textOf(document.root, 'info', 'title') ?? name;
  const target = first.origin;
  const file = makeScenario({ name: title, target, requests, secrets: security.secretNames }, notes);
  return { ok: true, file, notes: notes.list() };
}

function requestsOf(
  document: OpenApiDocument,
  name: string,
  security: SecuritySchemes,
  notes: Notes,
): ImportedRequest[] {
  return entriesOf(document.root, 'paths').flatMap(([path, given]) => {
    const item = document.resolve(given);
    return methods.flatMap((method) => {
      const operation = document.resolve(partOf(item, method));
      const at = `${name}: ${method} ${path}`;
      if (!isObject(operation)) return [];
      if (partOf(operation, 'deprecated') === true) {
        notes.add('deprecated operations were left out', at);
        return [];
      }
      const servers = [operation, item, document.root].map((level) => listOf(level, 'servers'));
      const server = serverOf(servers.find((list) => list.length > 0) ?? [], notes);
      const place = { method, path, at, server, shared: listOf(item, 'parameters') };
      return [operationRequest(operation, place, { document, security, notes })];
    });
  });
}
