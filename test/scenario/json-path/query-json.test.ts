import { expect, it } from 'vitest';
import { jsonQueryProblem } from '../../../src/scenario/json-path/query-json.ts';

it.each(['$..a', '$[?@.a == 1]', '$[0:2]', "$[?match(@.a, 'b.*')]", '$[0,1]'])('%s is a JSONPath', (path) => {
  expect(jsonQueryProblem(path)).toBeNull();
});

it.each(['$.', '$[', '$.a[?', '$[?@.a ==]', '$..', '$.a b', '$[?nothing(@)]', '$.a["b]', '$[01]'])(
  '%s is none',
  (path) => {
    expect(jsonQueryProblem(path)?.message).toMatch(/is not a JSONPath: [^(]+$/);
  },
);
