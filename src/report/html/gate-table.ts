import type { GateOutcome } from '../../summary/result.ts';
import { gateColumns } from '../gate-columns.ts';
import { numberCell, numberColumn, textCell, textColumn } from './cells.ts';
import type { Table } from './page.ts';
import { verdictTone } from './tones.ts';

/** A row for each condition; nothing without one. */
export function gateTable(gates: readonly GateOutcome[]): Table[] {
  if (gates.length === 0) return [];
  const columns = gateColumns(gates);
  return [
    {
      kind: 'table',
      id: 'gates',
      caption: 'Gates',
      columns: [
        textColumn('verdict'),
        ...columns.map(({ head, order }) => (order === null ? textColumn(head) : numberColumn(head))),
      ],
      rows: gates.map((gate) => [
        textCell(gate.verdict, verdictTone(gate.verdict)),
        ...columns.map(({ textOf, order }) =>
          order === null ? textCell(textOf(gate)) : numberCell(textOf(gate), order(gate)),
        ),
      ]),
    },
  ];
}
