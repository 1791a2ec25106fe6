import styles from './DataTable.module.css';

export interface PickBoxProps {
  label: string | undefined;
  isPicked: boolean;
  isPartly?: boolean;
  onPick: (on: boolean) => void;
}

/** A checkbox that selects a row. It is native, because a table may have hundreds. */
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
