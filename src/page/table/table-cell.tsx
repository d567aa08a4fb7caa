import type { JSX } from 'preact';
import type { Cell } from '../../report/html/page.ts';
import { localAddress } from './local-address.ts';
import { ToneIcon } from '../tone-icon.tsx';

type CellViewProps = { readonly cell: Cell; readonly isName: boolean; readonly isNumber: boolean };

/** One cell; the first of a row names it. */
export function CellView({ cell, isName, isNumber }: CellViewProps): JSX.Element {
  // A page that was saved has no server to lead to.
  const href = location.protocol === 'file:' ? null : localAddress(cell.href);
  const classes = `${isNumber ? 'number ' : ''}tone-${cell.tone}`;
  const content = (
    <div class="cell">
      <ToneIcon tone={cell.tone} />
      {href === null ? cell.text : <a href={href}>{cell.text}</a>}
    </div>
  );
  return isName ? (
    <th scope="row" class={classes}>
      {content}
    </th>
  ) : (
    <td class={classes}>{content}</td>
  );
}
