import styles from './Sparkline.module.css';

const WIDTH = 72;
const HEIGHT = 24;
const EDGE = 3;

/** A line chart the size of a word, oldest value first; `label` describes it to assistive technology. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  if (values.length < 2) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (i: number) => EDGE + (i * (WIDTH - 2 * EDGE)) / (values.length - 1);
  const y = (value: number) => HEIGHT - EDGE - ((value - low) * (HEIGHT - 2 * EDGE)) / span;
  const line = values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={label}
    >
      <polygon points={`${x(0)},${HEIGHT} ${line} ${x(values.length - 1)},${HEIGHT}`} />
      <polyline points={line} />
      <circle cx={x(values.length - 1)} cy={y(values.at(-1)!)} r={2} />
    </svg>
  );
}
