import { AxisLeft } from '@visx/axis';
import { GridRows } from '@visx/grid';
import { scaleBand, scaleLinear } from '@visx/scale';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useWidth } from '../useWidth.ts';
import styles from './Chart.module.css';

const HEIGHT = 200;
const TOP = 16;
const BOTTOM = 8;
const TICKS = 4;

export interface ChartBoxProps {
  label: string;
  /** Width in pixels below which the chart scrolls with its table. */
  least: number;
  children: (width: number) => ReactNode;
}

/** Room for a chart by month and the table with the same figures in the same columns; a narrow one opens at the newest. */
export function ChartBox({ label, least, children }: ChartBoxProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = Math.max(useWidth(scroller), least);
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ left: width });
  }, [width]);
  return (
    <section
      ref={scroller}
      className={styles.box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must reach what scrolls
      tabIndex={0}
      aria-label={label}
    >
      {children(width)}
    </section>
  );
}

interface Extent {
  columns: readonly string[];
  /** Values that the axis must reach, besides zero. */
  values: readonly number[];
  width: number;
  /** Width of the first column of the table, which the axis shares. */
  labels: number;
  /** Part of a column beside its bar. */
  gap: number;
}

/** Scales of a chart: a column's band, and a value's height. */
export function scalesOf({ columns, values, width, labels, gap }: Extent) {
  return {
    x: scaleBand({
      domain: [...columns],
      range: [labels, width],
      paddingInner: gap,
      // Half of the gap: a bar is in the middle of its column of the table.
      paddingOuter: gap / 2,
    }),
    y: scaleLinear({
      domain: [Math.min(0, ...values), Math.max(0, ...values) || 1],
      range: [HEIGHT - BOTTOM, TOP],
      nice: TICKS,
    }),
  };
}

export interface ChartFrameProps extends Pick<Extent, 'width' | 'labels'> {
  label: string;
  y: ReturnType<typeof scalesOf>['y'];
  children: ReactNode;
}

/** The picture with its axis and lines. The axis stays in sight while the columns scroll. */
export function ChartFrame({ label, y, width, labels, children }: ChartFrameProps) {
  return (
    <div className={styles.frame}>
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        <GridRows
          scale={y}
          left={labels}
          width={width - labels}
          numTicks={TICKS}
          className={styles.grid}
        />
        {children}
      </svg>
      <svg width={labels} height={HEIGHT} className={styles.axis} aria-hidden="true">
        <AxisLeft
          scale={y}
          left={labels}
          numTicks={TICKS}
          hideAxisLine
          hideTicks
          tickClassName={styles.tick}
          tickLabelProps={{ textAnchor: 'end', dx: -8, dy: 4 }}
        />
      </svg>
    </div>
  );
}
