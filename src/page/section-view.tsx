import { Component, type JSX } from 'preact';
import type { Block, Page, Section } from '../report/html/page.ts';
import { BlockView } from './block-view.tsx';
import { chartRows } from './chart/chart-rows.ts';

type SectionViewProps = { readonly section: Section; readonly frames: Page['frames'] };

/** A heading and its blocks, charts side by side where there is room. */
export function SectionView({ section, frames }: SectionViewProps): JSX.Element {
  const { id, title, blocks } = section;
  const isWide = chartRows(blocks.map(({ kind }) => kind === 'chart'));
  return (
    <section id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
      <h2 id={`${id}-title`}>{title}</h2>
      <div class="blocks">
        {blocks.map((block, index) => (
          <div key={keyOf(block, index)} class={isWide[index] === true ? 'block wide' : 'block'}>
            <KeptBlock block={block} frame={block.kind === 'chart' ? frames[block.frame] : undefined} />
          </div>
        ))}
      </div>
    </section>
  );
}

type KeptBlockProps = { readonly block: Block; readonly frame: Page['frames'][string] | undefined };

/** Drawn again only when it is another. */
class KeptBlock extends Component<KeptBlockProps> {
  override shouldComponentUpdate(next: KeptBlockProps): boolean {
    return next.block !== this.props.block || next.frame !== this.props.frame;
  }

  override render({ block, frame }: KeptBlockProps): JSX.Element {
    return <BlockView block={block} frame={frame} />;
  }
}

/** A block that has a name keeps its state even where others come before it. */
function keyOf(block: Block, index: number): string {
  return 'id' in block ? block.id : `${block.kind}-${index}`;
}
