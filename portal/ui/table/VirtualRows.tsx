import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode, RefObject } from 'react';
import styles from './DataTable.module.css';

export interface VirtualRowsProps {
  count: number;
  span: number;
  scroller: RefObject<HTMLDivElement | null>;
  draw: (index: number) => ReactNode;
}

/** The rows near the window, between two gaps as tall as the other rows. Loaded by long tables only. */
export default function VirtualRows({ count, span, scroller, draw }: VirtualRowsProps) {
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => 41,
    overscan: 12,
  });
  const near = virtualizer.getVirtualItems();
  const before = near[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (near.at(-1)?.end ?? 0);
  return (
    <>
      {before > 0 && <Gap height={before} span={span} />}
      {near.map(({ index }) => draw(index))}
      {after > 0 && <Gap height={after} span={span} />}
    </>
  );
}

function Gap({ height, span }: { height: number; span: number }) {
  return (
    <tr className={styles.gap}>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
