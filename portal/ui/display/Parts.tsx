import type { ReactNode } from 'react';
import styles from './Parts.module.css';

/** Parts of a note, with a dot between those that share a line. Each part wraps as a whole. */
export function Parts({ of }: { of: Readonly<Record<string, ReactNode>> }) {
  return (
    <span className={styles.parts}>
      {Object.entries(of).map(([id, part]) => part && <span key={id}>{part} </span>)}
    </span>
  );
}
