import styles from './FieldDiffs.module.css';

export interface FieldDiff {
  name: string;
  /** Null if the field had no value before. */
  before: string | null;
  after: string;
}

export function FieldDiffs({ diffs }: { diffs: readonly FieldDiff[] }) {
  if (diffs.length === 0) return null;
  return (
    <dl className={styles.diffs}>
      {diffs.map(({ name, before, after }) => (
        <div key={name} className={styles.diff}>
          <dt>{name}</dt>
          <dd>
            {before !== null && (
              <>
                <del>{before}</del>
                <span aria-hidden="true"> → </span>
              </>
            )}
            <ins>{after}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
