/** Which blocks take the whole width: all but charts, and the first of an odd row of charts. */
export function chartRows(isChart: readonly boolean[]): boolean[] {
  return isChart.map((chart, index) => {
    if (!chart || isChart[index - 1] === true) return !chart;
    const end = isChart.indexOf(false, index);
    return ((end === -1 ? isChart.length : end) - index) % 2 === 1;
  });
}
