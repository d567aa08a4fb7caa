import { parseAst } from 'vitest/node';

/** `url`: a file named relative to the source, as in `new URL(…, import.meta.url)`, to start or to read it. */
export type Import = { readonly kind: 'value' | 'type' | 'url'; readonly from: string };

/** Every module or file that a TypeScript source names in plain text, in order. */
export function importsOf(source: string, lang: 'ts' | 'tsx' = 'ts'): Import[] {
  const found: Import[] = [];
  const visit = (node: unknown): void => {
    if (!isNode(node)) return;
    const kind = importKind(node);
    const from = plainText(kind === 'url' ? node.arguments?.[0] : node.source);
    if (kind !== null && from !== null) found.push({ kind, from });
    for (const child of Object.values(node)) visit(child);
  };
  // oxlint-disable-next-line typescript/no-deprecated -- the only parser that a dependency of ours offers
  visit(parseAst(source, { lang }));
  return found;
}

/** What is read here of the nodes of an ESTree. */
type Node = {
  readonly type?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly source?: Node | null;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly callee?: Node;
  readonly arguments?: readonly Node[];
  readonly object?: Node;
  readonly property?: Node;
  readonly expressions?: readonly Node[];
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
};

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function importKind(node: Node): Import['kind'] | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return node.importKind === 'type' || node.exportKind === 'type' ? 'type' : 'value';
    case 'ImportExpression':
      return 'value';
    case 'TSImportType':
      return 'type';
    case 'NewExpression':
      return node.callee?.name === 'URL' && isOfImportMeta(node.arguments?.[1], 'url') ? 'url' : null;
    case 'CallExpression':
      return isOfImportMeta(node.callee, 'resolve') ? 'url' : null;
    default:
      return null;
  }
}

function isOfImportMeta(node: Node | undefined, property: string): boolean {
  return node?.object?.type === 'MetaProperty' && node.property?.name === property;
}

function plainText(node: Node | null | undefined): string | null {
  if (typeof node?.value === 'string') return node.value;
  return node?.expressions?.length === 0 ? (node.quasis?.[0]?.value.cooked ?? null) : null;
}
