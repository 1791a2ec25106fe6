import type { ReactNode } from 'react';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './SmallTable.module.css';

export interface SmallTableProps {
  /** Anchor for links of figures. */
  id?: string;
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  /** Heads of the columns; the last ones are figures. */
  heads: readonly ReactNode[];
  /** Number of columns at the end that hold figures. */
  figures: number;
  rows: readonly { id: string; cells: readonly ReactNode[] }[];
  foot?: readonly ReactNode[];
  empty: ReactNode;
}

/** The few groups behind one figure, with their sum. */
export function SmallTable(props: SmallTableProps) {
  const { id, title, note, actions, heads, figures, rows, foot, empty } = props;
  const isFigure = (at: number) => at >= heads.length - figures || undefined;
  return (
    <Card flush title={title} note={note} actions={actions}>
      {rows.length === 0 ? (
        <p className={styles.empty}>{empty}</p>
      ) : (
        <table className={styles.table} id={id} aria-label={title}>
          <thead>
            <tr>
              {heads.map((head, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                <th key={at} scope="col" data-figure={isFigure(at)}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id: key, cells }) => (
              <tr key={key}>
                {cells.map((cell, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                  <td key={at} data-figure={isFigure(at)}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          {foot && (
            <tfoot>
              <tr>
                {foot.map((cell, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                  <td key={at} data-figure={isFigure(at)}>
                    {cell}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      )}
    </Card>
  );
}
