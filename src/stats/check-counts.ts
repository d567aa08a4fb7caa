// Hot path: `add` runs for every check; it allocates only for a label's first use.
import { otherRow } from './request-rows.ts';

const mostChecks = 1000;

/** A check of one request, or of a function when `request` is null; plain data. */
export type CheckDelta = {
  readonly request: string | null;
  readonly label: string;
  readonly passed: number;
  readonly failed: number;
  /** What came the first time that it failed. */
  readonly example: string | null;
};

type Check = { -readonly [Key in keyof CheckDelta]: CheckDelta[Key] } & { hasExample: boolean };

/** Checks counted by request and label, each with the first example of its failing; bounded. */
export class CheckCounts {
  readonly #byRequest = new Map<string | null, Map<string, Check>>();
  #size = 0;

  /** `example` is only asked for once for each check. */
  add(request: string | null, label: string, passed: boolean, example: () => string): void {
    const check = this.#checkOf(request, label);
    if (passed) {
      check.passed++;
      return;
    }
    check.failed++;
    if (check.hasExample) return;
    check.hasExample = true;
    check.example = example();
  }

  merge(checks: readonly CheckDelta[]): void {
    for (const { request, label, passed, failed, example } of checks) {
      const check = this.#checkOf(request, label);
      check.passed += passed;
      check.failed += failed;
      check.example ??= example;
    }
  }

  /** In the order in which they were first made. */
  list(): CheckDelta[] {
    return [...this.#all()].map(toDelta);
  }

  /** Everything since the last call, which it forgets, but that an example was given. */
  take(): CheckDelta[] {
    const taken: CheckDelta[] = [];
    for (const check of this.#all()) {
      if (check.passed + check.failed === 0) continue;
      taken.push(toDelta(check));
      check.passed = 0;
      check.failed = 0;
      check.example = null;
    }
    return taken;
  }

  *#all(): Generator<Check> {
    for (const checks of this.#byRequest.values()) yield* checks.values();
  }

  #checkOf(request: string | null, label: string): Check {
    const known = this.#byRequest.get(request)?.get(label);
    if (known !== undefined) return known;
    const isFull = this.#size >= mostChecks && label !== otherRow;
    return isFull ? this.#checkOf(null, otherRow) : this.#make(request, label);
  }

  #make(request: string | null, label: string): Check {
    const check = { request, label, passed: 0, failed: 0, example: null, hasExample: false };
    const checks = this.#byRequest.get(request) ?? new Map<string, Check>();
    this.#byRequest.set(request, checks.set(label, check));
    this.#size++;
    return check;
  }
}

function toDelta({ request, label, passed, failed, example }: Check): CheckDelta {
  return { request, label, passed, failed, example };
}
