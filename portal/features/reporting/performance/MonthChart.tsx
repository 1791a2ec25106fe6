import { PatternLines } from '@visx/pattern';
import { Bar, LinePath } from '@visx/shape';
import { useId } from 'react';
import { growth, partOf } from '../../../lib/figures.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { cx } from '../../../ui/cx.ts';
import chart from '../chart/Chart.module.css';
import { ChartBox, ChartFrame, scalesOf } from '../chart/Chart.tsx';
import styles from './Performance.module.css';

export interface MonthFigures {
  month: string;
  performance: string;
  before: string;
  target: string | null;
  isPartial: boolean;
}

/** Width of the first column of the table, which the axis of the chart shares. */
const LABELS = 112;
/** Below this width the chart scrolls with its table. */
const NARROWEST = 800;
/** Part of a column beside its bar. */
const GAP = 0.56;
/** Unit of the chart and its table: 万元. */
const UNIT = 10_000;

/** Bars of performance over last year and target; the table below has the same figures in the same columns. */
export function MonthChart({ months }: { months: readonly MonthFigures[] }) {
  const t = useText();
  return (
    <ChartBox label={t('ui.performance.table')} least={NARROWEST}>
      {(width) => (
        <>
          <Bars months={months} width={width} />
          <Twin months={months} width={width} />
          <ul className={styles.legend}>
            <li data-of="performance">{t('ui.performance.row.performance')}</li>
            <li data-of="partial">{t('ui.performance.partial')}</li>
            <li data-of="before">{t('ui.performance.row.before')}</li>
            {hasTargets(months) && <li data-of="target">{t('ui.performance.row.target')}</li>}
          </ul>
        </>
      )}
    </ChartBox>
  );
}

const hasTargets = (months: readonly MonthFigures[]): boolean =>
  months.some(({ target }) => target !== null);

const units = (amount: string): number => Number(amount) / UNIT;

function Bars({ months, width }: { months: readonly MonthFigures[]; width: number }) {
  const t = useText();
  const hatch = useId();
  const values = months.flatMap(({ performance, before, target }) =>
    [performance, before, target ?? '0'].map(units),
  );
  const { x, y } = scalesOf({
    columns: months.map(({ month }) => month),
    values: [1, ...values],
    width,
    labels: LABELS,
    gap: GAP,
  });
  const middle = (month: string): number => (x(month) ?? 0) + x.bandwidth() / 2;
  return (
    <ChartFrame label={t('ui.performance.chart')} y={y} width={width} labels={LABELS}>
      <PatternLines
        id={hatch}
        width={6}
        height={6}
        className={styles.hatch}
        strokeWidth={2}
        orientation={['diagonal']}
      />
      {months.map(({ month, performance, isPartial }) => {
        const value = y(units(performance));
        return (
          <Bar
            key={month}
            x={x(month)}
            width={x.bandwidth()}
            y={Math.min(value, y(0))}
            height={Math.abs(y(0) - value)}
            className={cx(styles.bar, isPartial && styles.partial)}
            fill={isPartial ? `url(#${hatch})` : undefined}
          />
        );
      })}
      {months.map(
        ({ month, target }) =>
          target && (
            <line
              key={month}
              className={styles.target}
              x1={(x(month) ?? 0) - 8}
              x2={(x(month) ?? 0) + x.bandwidth() + 8}
              y1={y(units(target))}
              y2={y(units(target))}
            />
          ),
      )}
      <LinePath
        data={[...months]}
        x={({ month }) => middle(month)}
        y={({ before }) => y(units(before))}
        className={styles.before}
      />
      {months.map(({ month, before }) => (
        <circle key={month} className={styles.dot} cx={middle(month)} cy={y(units(before))} r={3} />
      ))}
    </ChartFrame>
  );
}

/** The figures of the chart as a table, month below bar. */
function Twin({ months, width }: { months: readonly MonthFigures[]; width: number }) {
  const t = useText();
  const format = useFormat();
  const amount = (value: string | null) =>
    value === null ? t('ui.none') : format.amount(String(units(value)), 2);
  const percent = (rate: string | null) => (rate === null ? t('ui.none') : format.percent(rate, 1));
  const rows = [
    { id: 'performance', of: (m: MonthFigures) => amount(m.performance) },
    { id: 'before', of: (m: MonthFigures) => amount(m.before) },
    { id: 'growth', of: (m: MonthFigures) => format.change(growth(m.performance, m.before)) },
    ...(hasTargets(months)
      ? ([
          { id: 'target', of: (m: MonthFigures) => amount(m.target) },
          { id: 'reached', of: (m: MonthFigures) => percent(partOf(m.performance, m.target)) },
        ] as const)
      : []),
  ] as const;
  return (
    <table
      className={cx(chart.twin, styles.twin)}
      style={{ width }}
      aria-label={t('ui.performance.table')}
    >
      <thead>
        <tr>
          <th scope="col" style={{ width: LABELS }}>
            {t('ui.performance.unit')}
          </th>
          {months.map(({ month, isPartial }) => (
            <th key={month} scope="col" data-partial={isPartial || undefined}>
              {month}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, of }) => (
          <tr key={id} data-row={id}>
            <th scope="row">{t(`ui.performance.row.${id}`)}</th>
            {months.map((one) => (
              <td key={one.month} data-partial={one.isPartial || undefined}>
                {of(one)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
