import { entriesOf, isObject, type JsonObject, listOf, partOf, textOf } from './json-parts.ts';

/** A Swagger 2 document as OpenAPI 3, as far as requests need it. References stay what they are. */
export function upgraded(root: unknown): unknown {
  if (!isObject(root)) return root;
  const paths = entriesOf(root, 'paths').map(([path, item]) => [path, upgradedItem(item, root)] as const);
  const schemes = entriesOf(root, 'securityDefinitions').map(
    ([name, scheme]) => [name, upgradedScheme(scheme)] as const,
  );
  return {
    ...root,
    servers: serversOf(root),
    paths: Object.fromEntries(paths),
    components: { securitySchemes: Object.fromEntries(schemes) },
  };
}

function serversOf(root: unknown): readonly unknown[] {
  const host = textOf(root, 'host');
  const schemes = listOf(root, 'schemes');
  const scheme = schemes.includes('http') && !schemes.includes('https') ? 'http' : 'https';
  const base = textOf(root, 'basePath') ?? '/';
  return [{ url: host === null ? base : `${scheme}://${host}${base}` }];
}

function upgradedItem(item: unknown, root: unknown): unknown {
  if (!isObject(item)) return item;
  const shared = listOf(item, 'parameters');
  const parts = Object.entries(item).map(([key, part]) =>
    isObject(part) ? [key, upgradedOperation(part, shared, root)] : [key, part],
  );
  return { ...Object.fromEntries(parts), parameters: [] };
}

function upgradedOperation(operation: JsonObject, shared: readonly unknown[], root: unknown): unknown {
  const parameters = [...shared, ...listOf(operation, 'parameters')].map((node) => named(node, root));
  const inBody = parameters.findLast((parameter) => textOf(parameter, 'in') === 'body');
  const inForm = parameters.filter((parameter) => textOf(parameter, 'in') === 'formData');
  const content = contentOf(inBody, inForm, [...listOf(operation, 'consumes'), ...listOf(root, 'consumes')]);
  return {
    ...operation,
    parameters: parameters
      .filter((parameter) => !/^(?:body|formData)$/.test(textOf(parameter, 'in') ?? ''))
      .map(withSchema),
    ...(content === null ? {} : { requestBody: { content } }),
  };
}

function contentOf(inBody: unknown, inForm: readonly unknown[], consumes: readonly unknown[]): unknown {
  if (inBody !== undefined) {
    const type = consumes.find((each) => typeof each === 'string') ?? 'application/json';
    return { [type]: { schema: partOf(inBody, 'schema') } };
  }
  if (inForm.length === 0) return null;
  const isMultipart =
    consumes.includes('multipart/form-data') || inForm.some((field) => textOf(field, 'type') === 'file');
  const properties = Object.fromEntries(inForm.map((field) => [textOf(field, 'name') ?? '', field]));
  const type = isMultipart ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  return { [type]: { schema: { type: 'object', properties } } };
}

/** Parameters that all share are `#/parameters/…` here. */
function named(node: unknown, root: unknown): unknown {
  const name = /^#\/parameters\/([^/]+)$/.exec(textOf(node, '$ref') ?? '')?.[1];
  return name === undefined ? node : partOf(root, 'parameters', name);
}

/** A parameter describes its value itself. */
function withSchema(parameter: unknown): unknown {
  const example = partOf(parameter, 'x-example');
  return isObject(parameter)
    ? { ...parameter, schema: parameter, ...(example === undefined ? {} : { example }) }
    : parameter;
}

function upgradedScheme(scheme: unknown): unknown {
  return textOf(scheme, 'type') === 'basic' ? { type: 'http', scheme: 'basic' } : scheme;
}
