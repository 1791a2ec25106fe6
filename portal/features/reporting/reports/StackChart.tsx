import { PatternLines } from '@visx/pattern';
import { Bar } from '@visx/shape';
import { type ReactNode, useId } from 'react';
import { useText } from '../../../lib/i18n.tsx';
import { cx } from '../../../ui/cx.ts';
import chart from '../chart/Chart.module.css';
import { ChartBox, ChartFrame, scalesOf } from '../chart/Chart.tsx';
import styles from './Reports.module.css';

/** A series of bars, and its row of the table. */
export interface Series {
  id: string;
  label: string;
  /** Heights of the bars, one for each column; absent: only a row of the table. */
  values?: readonly number[];
  /** Fill of the bars; by default in the order of the series. */
  fill?: number;
  cells: readonly ReactNode[];
}

export interface StackChartProps {
  label: string;
  /** Unit of the bars, above the labels of the rows. */
  unit: string;
  columns: readonly { id: string; label: ReactNode; isPartial?: boolean }[];
  series: readonly Series[];
}

/** Width of the first column of the table, which the axis of the chart shares. */
const LABELS = 128;
/** Least width of a column. Narrower charts scroll with their table. */
const NARROWEST = 60;
/** Part of a column beside its bar. */
const GAP = 0.5;
/** Number of fills, told apart by pattern as well as by color. */
export const FILLS = 6;

/** Stacked bars of several series; the table below has the same figures in the same columns. */
export function StackChart({ label, unit, columns, series }: StackChartProps) {
  const drawn = series.filter(({ values }) => values);
  return (
    <ChartBox label={label} least={LABELS + columns.length * NARROWEST}>
      {(width) => (
        <>
          <Bars label={label} columns={columns} series={drawn} width={width} />
          <table className={cx(chart.twin, styles.twin)} style={{ width }} aria-label={label}>
            <thead>
              <tr>
                <th scope="col" style={{ width: LABELS }}>
                  {unit}
                </th>
                {columns.map(({ id, label: head, isPartial }) => (
                  <th key={id} scope="col" data-partial={isPartial || undefined}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {series.map(({ id, label: name, values, cells, fill }) => (
                <tr key={id} data-row={id}>
                  <th scope="row">
                    {values && drawn.length > 1 && (
                      <Key of={fill ?? drawn.findIndex((one) => one.id === id)} />
                    )}
                    <span>{name}</span>
                  </th>
                  {columns.map((column, at) => (
                    <td key={column.id} data-partial={column.isPartial || undefined}>
                      {cells[at]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </ChartBox>
  );
}

/** The fill of a series, beside its name. */
function Key({ of }: { of: number }) {
  const id = useId();
  return (
    <svg width="12" height="12" aria-hidden="true" className={styles.key} data-fill={of}>
      <Pattern id={id} of={of} />
      <rect
        width="12"
        height="12"
        rx="2"
        className={styles.bar}
        data-fill={of}
        fill={fillOf(of, id)}
      />
    </svg>
  );
}

const fillOf = (of: number, id: string): string | undefined =>
  of === 0 ? undefined : `url(#${id})`;

const ORIENTATIONS = [
  undefined,
  ['diagonal'],
  ['horizontal'],
  ['vertical'],
  ['diagonalRightToLeft'],
  ['diagonal', 'diagonalRightToLeft'],
] as const;

function Pattern({ id, of }: { id: string; of: number }) {
  const orientation = ORIENTATIONS[of];
  if (!orientation) return null;
  return (
    <PatternLines
      id={id}
      width={6}
      height={6}
      strokeWidth={2}
      className={cx(styles.hatch)}
      orientation={[...orientation]}
    />
  );
}

interface BarsProps extends Pick<StackChartProps, 'label' | 'columns'> {
  series: readonly Series[];
  width: number;
}

function Bars({ label, columns, series, width }: BarsProps) {
  const t = useText();
  const id = useId();
  const stacks = columns.map((_, at) => stacked(series.map(({ values }) => values?.[at] ?? 0)));
  const ends = stacks.flat().flat();
  const { x, y } = scalesOf({
    columns: columns.map((column) => column.id),
    values: ends,
    width,
    labels: LABELS,
    gap: GAP,
  });
  return (
    <ChartFrame label={t('ui.report.chart', { chart: label })} y={y} width={width} labels={LABELS}>
      {series.map((one, at) => (
        <g key={one.id} data-fill={one.fill ?? at}>
          <Pattern id={`${id}${at}`} of={one.fill ?? at} />
        </g>
      ))}
      {columns.map((column, at) =>
        stacks[at]!.map(([from, to], of) => {
          const one = series[of]!;
          return (
            <Bar
              key={`${column.id} ${one.id}`}
              x={x(column.id)}
              width={x.bandwidth()}
              y={Math.min(y(from), y(to))}
              height={Math.abs(y(from) - y(to))}
              className={cx(styles.bar, column.isPartial && styles.partial)}
              data-fill={one.fill ?? of}
              fill={fillOf(one.fill ?? of, `${id}${of}`)}
            />
          );
        }),
      )}
    </ChartFrame>
  );
}

/** Start and end of each bar of a stack; negative ones hang below zero. */
function stacked(values: readonly number[]): [number, number][] {
  let up = 0;
  let down = 0;
  return values.map((value) => {
    const from = value < 0 ? down : up;
    const to = from + value;
    if (value < 0) down = to;
    else up = to;
    return [from, to];
  });
}
