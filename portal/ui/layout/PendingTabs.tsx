import styles from './Tabs.module.css';

/** The labels of tabs whose content is loading. */
export function PendingTabs({ labels }: { labels: readonly string[] }) {
  return (
    <div className={styles.list} aria-hidden="true">
      {labels.map((label) => (
        <span key={label} className={styles.tab}>
          {label}
        </span>
      ))}
    </div>
  );
}
