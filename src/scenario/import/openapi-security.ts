import type { ImportedAuth, ImportedHeader } from './imported.ts';
import { entriesOf, listOf, partOf, textOf } from './json-parts.ts';
import { variable } from './marked-text.ts';
import type { Notes } from './notes.ts';
import type { OpenApiDocument } from './openapi-document.ts';

/** What an operation needs to be let in. */
export type Entrance = {
  readonly auth: ImportedAuth | null;
  readonly headers: readonly ImportedHeader[];
  readonly query: readonly ImportedHeader[];
};

/** The ways in that a document describes; secrets are variables of the environment. */
export class SecuritySchemes {
  readonly #document: OpenApiDocument;
  readonly #notes: Notes;
  readonly #secrets = new Set<string>();

  constructor(document: OpenApiDocument, notes: Notes) {
    this.#document = document;
    this.#notes = notes;
  }

  get secretNames(): readonly string[] {
    return [...this.#secrets];
  }

  /** The first of the alternatives that the operation names, or else the document. */
  entranceTo(operation: unknown, at: string): Entrance {
    const own = partOf(operation, 'security');
    const [first] = listOf(own === undefined ? this.#document.root : operation, 'security');
    let entrance: Entrance = { auth: null, headers: [], query: [] };
    for (const [name] of entriesOf(first)) {
      const scheme = this.#document.resolve(
        partOf(this.#document.root, 'components', 'securitySchemes', name),
      );
      entrance = this.#with(entrance, scheme, at);
    }
    return entrance;
  }

  #with(entrance: Entrance, scheme: unknown, at: string): Entrance {
    const type = textOf(scheme, 'type');
    const kind = (textOf(scheme, 'scheme') ?? '').toLowerCase();
    if (type === 'http' && kind === 'basic') {
      return {
        ...entrance,
        auth: { kind: 'basic', username: variable('USERNAME'), password: this.#secret('PASSWORD') },
      };
    }
    if ((type === 'http' && kind === 'bearer') || type === 'oauth2' || type === 'openIdConnect') {
      return { ...entrance, auth: { kind: 'bearer', token: this.#secret('TOKEN') } };
    }
    const name = textOf(scheme, 'name') ?? '';
    const place = textOf(scheme, 'in');
    if (type !== 'apiKey' || name === '') {
      this.#notes.add('a way of authentication is not known here and was left out', at);
      return entrance;
    }
    const field = [name, this.#secret('API_KEY')] as const;
    if (place === 'query') return { ...entrance, query: [...entrance.query, field] };
    const header = place === 'cookie' ? (['cookie', `${name}=${field[1]}`] as const) : field;
    return { ...entrance, headers: [...entrance.headers, header] };
  }

  #secret(name: string): string {
    this.#secrets.add(name);
    return variable(name);
  }
}
