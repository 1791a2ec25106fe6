import { useEffect, useState } from 'react';
import { cx } from '../cx.ts';
import styles from './Skeleton.module.css';

export interface SkeletonProps {
  /** CSS length; the default is the full width. */
  width?: string | number;
  height?: string | number;
  lines?: number;
}

/** A grey placeholder in the size of the content; invisible for the first 150 ms. */
export function Skeleton({ width, height = 12, lines = 1 }: SkeletonProps) {
  return (
    <span className={styles.block} aria-hidden="true">
      {Array.from({ length: lines }, (_, line) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the shapes are all alike
          key={line}
          className={styles.bone}
          style={{ width: width ?? (lines > 1 && line === lines - 1 ? '60%' : '100%'), height }}
        />
      ))}
    </span>
  );
}

let shown = 0;

/** Announces loading once; the skeletons inside are silent. One that replaces another is visible at once. */
export function Loading({
  label,
  children,
  className,
}: {
  label: string;
  children: React.ReactNode;
  className?: string;
}) {
  const [follows] = useState(() => shown > 0);
  useEffect(() => {
    shown += 1;
    return () => {
      shown -= 1;
    };
  }, []);
  return (
    <div
      role="status"
      aria-busy="true"
      aria-label={label}
      className={cx(!follows && styles.loading, className)}
    >
      {children}
    </div>
  );
}
