import type { ReactNode } from 'react';
import styles from './GalleryPage.module.css';

export function Sample({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.sample}>
      <span className="note">{name}</span>
      <div className={styles.row}>{children}</div>
    </div>
  );
}
