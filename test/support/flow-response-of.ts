import type { FlowResponse } from '../../src/flow/flow-response.ts';

/** A response as it would have come. */
export function flowResponseOf(
  body: string,
  given: Partial<FlowResponse> & { readonly lines?: readonly (readonly [string, string])[] } = {},
): FlowResponse {
  const { lines = [], ...rest } = given;
  const all = (name: string): string[] =>
    lines.filter(([each]) => each.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return {
    status: 200,
    serviceTimeMs: 12.3456,
    bodyBytes: Buffer.byteLength(body),
    isCut: false,
    header: (name) => all(name)[0] ?? null,
    headers: all,
    bytes: () => Buffer.from(body),
    text: () => body,
    json: (): unknown => JSON.parse(body),
    ...rest,
  };
}
