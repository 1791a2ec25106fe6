import type { ReactNode } from 'react';
import styles from './BuyerRow.module.css';

export interface BuyerRowProps {
  title: string;
  note: string;
  onOpen: () => void;
  /** State, clock and money. */
  children: ReactNode;
}

/** A record in a list of the buyer's space; the whole row opens it. */
export function BuyerRow({ title, note, onOpen, children }: BuyerRowProps) {
  return (
    <li className={styles.item}>
      <button type="button" className={styles.row} onClick={onOpen}>
        <span className="grow">
          <strong>{title}</strong>
          <small className="note">{note}</small>
        </span>
        {children}
      </button>
    </li>
  );
}
