import type { JSX } from 'preact';
import type { Block, Frame } from '../report/html/page.ts';
import { ChartView } from './chart/chart-view.tsx';
import { FactsView } from './facts-view.tsx';
import { FiguresView } from './figures-view.tsx';
import { IntervalsView } from './chart/intervals-view.tsx';
import { NoticeView } from './notice-view.tsx';
import { PickerView } from './table/picker-view.tsx';
import { TableView } from './table/table-view.tsx';

type BlockViewProps = { readonly block: Block; readonly frame: Frame | undefined };

/** Any block. */
export function BlockView({ block, frame }: BlockViewProps): JSX.Element {
  switch (block.kind) {
    case 'notice':
      return <NoticeView notice={block} />;
    case 'figures':
      return <FiguresView figures={block} />;
    case 'facts':
      return <FactsView facts={block} />;
    case 'table':
      return <TableView table={block} />;
    case 'picker':
      return <PickerView picker={block} />;
    case 'chart':
      return <ChartView chart={block} frame={frame ?? { columns: [] }} />;
    default:
      return <IntervalsView intervals={block} />;
  }
}
