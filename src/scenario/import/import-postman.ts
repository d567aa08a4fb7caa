import type { Imported, ImportOptions, ImportedRequest } from './imported.ts';
import { isObject, listOf, parseJson, partOf, textOf } from './json-parts.ts';
import { makeScenario } from './make-scenario.ts';
import { withoutMarks } from './marked-text.ts';
import { Notes } from './notes.ts';
import { postmanRequest } from './postman-request.ts';
import { PostmanVariables } from './postman-variables.ts';

/** A collection of Postman, version 2: folders become groups, its variables those of the environment. */
export function importPostman(text: string, { name }: ImportOptions): Imported {
  const collection = parseJson(withoutMarks(text).replace(/^\uFEFF/, ''));
  if (listOf(collection, 'item').length === 0 || !isObject(partOf(collection, 'info'))) {
    const problem = collection === undefined ? 'is not JSON' : 'is no collection of Postman with requests';
    const hint = 'in Postman choose “Export”, and there “Collection v2.1”';
    return { ok: false, problems: [{ message: `${name} ${problem}`, hint }] };
  }
  const notes = new Notes();
  const variables = new PostmanVariables(collection, notes);
  const requests = requestsIn(
    collection,
    { name, groups: [], auth: partOf(collection, 'auth') },
    variables,
    notes,
  );
  const [first] = requests;
  if (first === undefined) {
    const problem = {
      message: `${name} holds no request that can be imported`,
      hint: notes.list().join('; '),
    };
    return { ok: false, problems: [problem] };
  }
  const title = textOf(collection, 'info', 'name') ?? name;
  const file = makeScenario(
    { name: title, target: first.origin, requests, secrets: variables.secretNames },
    notes,
  );
  return { ok: true, file, notes: notes.list() };
}

type Folder = { readonly name: string; readonly groups: readonly string[]; readonly auth: unknown };

const deepestFolder = 5;

function requestsIn(
  node: unknown,
  folder: Folder,
  variables: PostmanVariables,
  notes: Notes,
): ImportedRequest[] {
  return listOf(node, 'item').flatMap((item) => {
    const title = textOf(item, 'name') ?? '';
    const at = `${folder.name}: ${title}`;
    if (listOf(item, 'event').some((event) => listOf(event, 'script', 'exec').join('').trim() !== '')) {
      notes.add('scripts were left out: what they check and keep is written as `check` and `capture`', at);
    }
    const auth = partOf(item, 'auth') ?? folder.auth;
    if (partOf(item, 'request') !== undefined) {
      return postmanRequest(item, { at, groups: folder.groups, auth }, variables, notes);
    }
    if (folder.groups.length >= deepestFolder) {
      notes.add('folders that lie too deep were left out', at);
      return [];
    }
    return requestsIn(item, { ...folder, groups: [...folder.groups, title], auth }, variables, notes);
  });
}
