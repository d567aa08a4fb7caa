// What was printed against what had to be. Pure: a run and its tool in, a verdict out.

/**
 * @typedef {object} Verdict
 * @property {'right'|'wrong'|'not told'} word
 * @property {string} why  '' when there is nothing to add
 *
 * @callback Judge
 * @param {import('./run-case.js').KnownRun} run
 * @param {import('./tools/registry.js').KnownTool} tool
 * @param {import('./cases.js').KnownCase} one
 * @returns {Verdict}
 */

/**
 * A run whose output could not be read told nothing, except where the failure is the answer.
 *
 * @type {Judge}
 */
export function verdictOf(run, tool, one) {
  const isNoAnswer = one.judge !== allFail || run.exitCode === null;
  if (run.printed === null && isNoAnswer) return verdict('not told', `it failed: ${run.failure}`);
  return one.judge(run, tool, one);
}

/** What is in flight when its time is over may be missing. */
const slackOfTimedRun = 0.01;

const labels = { p50Us: 'p50', p95Us: 'p95', p99Us: 'p99', maxUs: 'maximum' };

/**
 * Each figure of the case against its truth and what it may be off.
 *
 * @returns {Judge}
 */
export function times({ needsRate }) {
  return ({ printed }, { clock, rate }, { figures }) => {
    if (needsRate && !rate) return verdict('not told', 'it has no rate, so it has no planned starts');
    return judged(printed, figures, needsRate && clock === 'write');
  };
}

/**
 * The times of a queue that grows, from the number of answers that the tool counted.
 *
 * @returns {Judge}
 */
export function timesOfQueue({ stepUs, share }) {
  return ({ printed }, { clock, rate }) => {
    if (!rate) return verdict('not told', 'it has no rate, so it builds no queue');
    const figures = Object.entries({ p50Us: 0.5, p99Us: 0.99, maxUs: 1 }).map(([key, quantile]) => {
      const truthUs = printed.ok * stepUs * quantile;
      return [key, { truthUs, offUs: truthUs * share }];
    });
    return judged(printed, Object.fromEntries(figures), clock === 'write');
  };
}

/** @type {Judge} */
export function lostAnswers({ printed, server }, { counts }, { load }) {
  const slack = counts ? 0 : server.received * slackOfTimedRun;
  const untold = server.lost - printed.errors;
  if (Math.abs(printed.ok - server.answered) > slack) {
    return verdict('wrong', `${server.answered} were answered`);
  }
  if (untold > slack) {
    const again = counts ? server.received - load.requests : 0;
    return verdict('not told', `${untold} losses${again > 0 ? `; it sent ${again} requests again` : ''}`);
  }
  if (untold >= -slack) return verdict('right', '');
  return printed.ok + printed.errors === load.requests
    ? verdict('right', `the errors include ${-untold} that it did not send`)
    : verdict('wrong', `${server.lost} were lost`);
}

/** @type {Judge} */
export function oddSplit({ printed, server }, tool, { load }) {
  const said = printed.ok + printed.errors;
  if (server.received !== load.requests) return verdict('wrong', `it sent ${server.received}`);
  return said === load.requests ? verdict('right', '') : verdict('wrong', `it says ${said}`);
}

/** @type {Judge} */
export function allFail({ printed, exitCode }) {
  if (printed !== null && printed.ok > 0) return verdict('wrong', `it counts ${printed.ok} successes`);
  if (exitCode !== 0 && printed === null) return verdict('right', 'it gives up');
  if (exitCode === 0) return verdict('not told', 'the exit code is 0');
  return printed.errors > 0 ? verdict('right', '') : verdict('not told', 'it counts no errors');
}

/** @returns {Judge} */
export function ownStall({ fromPlanUs }) {
  return ({ printed }) => {
    if (printed.said.length > 0) return verdict('right', 'it says that something was wrong');
    const why = printed.p99Us >= fromPlanUs ? 'as if the server had been slow' : 'its p99 shows nothing';
    return verdict('not told', why);
  };
}

function judged(printed, figures, fromWrite) {
  const keys = Object.keys(figures);
  const told = keys.filter((key) => printed[key] !== null);
  const off = told.filter((key) => Math.abs(printed[key] - figures[key].truthUs) > figures[key].offUs);
  const named = (some) => some.map((key) => labels[key]).join(', ');
  if (told.length === 0) return verdict('not told', 'it prints none of them');
  if (off.length === 0) {
    const untold = keys.filter((key) => printed[key] === null);
    return verdict('right', untold.length === 0 ? '' : `does not print ${named(untold)}`);
  }
  return fromWrite
    ? verdict('not told', `${named(off)}: it counts from the write, not from the planned start`)
    : verdict('wrong', named(off));
}

function verdict(word, why) {
  return { word, why };
}
