import type { Problem } from '../../base/errors.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import { parseJsonPath } from '../../scenario/json-path/parse-json-path.ts';
import type { JsonSchema } from '../../scenario/json-schema/compile-json-schema.ts';
import type { ProblemList } from './problem-list.ts';

/** Patterns, paths and selectors of a scenario, checked at last: their libraries are loaded only where they are needed. */
export class SyntaxChecks {
  readonly #problems: ProblemList;
  readonly #waiting: (() => Promise<void>)[] = [];

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  /** A regular expression. */
  pattern(at: ScenarioPath, text: string): void {
    this.#later(at, async () => {
      const { regexProblem } = await import('../../scenario/regex/compile-regex.ts');
      return regexProblem(text);
    });
  }

  jsonPath(at: ScenarioPath, text: string): void {
    if (!text.startsWith('$')) {
      const hint = `begin it with $, as in $.${text.replace(/^\.+/, '')}`;
      this.#problems.refuse(at, `"${text}" is not a JSONPath`, hint);
      return;
    }
    const path = parseJsonPath(text);
    if (path.kind === 'steps') return;
    this.#later(at, async () => {
      const { jsonQueryProblem } = await import('../../scenario/json-path/query-json.ts');
      return jsonQueryProblem(path.query);
    });
  }

  cssSelector(at: ScenarioPath, text: string): void {
    this.#later(at, async () => {
      const { cssProblem } = await import('../../scenario/markup/find-by-css.ts');
      return cssProblem(text);
    });
  }

  xpath(at: ScenarioPath, text: string): void {
    this.#later(at, async () => {
      const { xpathProblem } = await import('../../scenario/markup/find-by-xpath.ts');
      return xpathProblem(text);
    });
  }

  jsonSchema(at: ScenarioPath, schema: JsonSchema): void {
    this.#later(at, async () => {
      const { jsonSchemaProblem } = await import('../../scenario/json-schema/compile-json-schema.ts');
      return jsonSchemaProblem(schema);
    });
  }

  /** To be called once, after the last was added. */
  async run(): Promise<void> {
    await Promise.all(this.#waiting.map((check) => check()));
  }

  #later(at: ScenarioPath, check: () => Promise<Problem | null>): void {
    this.#waiting.push(async () => {
      const problem = await check();
      if (problem !== null) this.#problems.refuse(at, problem.message, problem.hint);
    });
  }
}
