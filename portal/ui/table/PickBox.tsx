import styles from './DataTable.module.css';

export interface PickBoxProps {
  label: string | undefined;
  isPicked: boolean;
  /** Some, but not all, of what it stands for. */
  isPartly?: boolean;
  onPick: (on: boolean) => void;
}

/** The box that picks a row. The browser's own, since a table may have hundreds of them. */
export function PickBox({ label, isPicked, isPartly = false, onPick }: PickBoxProps) {
  return (
    <label className={styles.box}>
      <input
        type="checkbox"
        aria-label={label}
        checked={isPicked}
        ref={(input) => {
          if (input) input.indeterminate = isPartly;
        }}
        onChange={(event) => onPick(event.target.checked)}
      />
    </label>
  );
}
