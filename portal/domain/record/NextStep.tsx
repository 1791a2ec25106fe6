import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { DeadlineBadge } from '../DeadlineBadge.tsx';
import styles from './Record.module.css';
import type { RecordTask } from './task.ts';

/** The most urgent thing about a record: its clock, its reason, its worth and the action. */
export function NextStep({ task }: { task: RecordTask | null }) {
  const t = useText();
  const format = useFormat();
  if (!task) return null;
  return (
    <section className={styles.next} aria-label={t('ui.record.next')}>
      {task.deadline && <DeadlineBadge deadline={task.deadline} />}
      <div className={styles.step}>
        <strong>
          {t('ui.record.nextIs', { title: task.title })}
          {task.name && <> · {task.name}</>}
        </strong>
        <span className="muted">{task.note}</span>
      </div>
      {task.worth && (
        <span className={styles.worth}>
          <span className="muted">{t('ui.record.worth')}</span>{' '}
          <strong>{format.money(task.worth)}</strong>
        </span>
      )}
      {task.action}
    </section>
  );
}
