import { CircleCheck } from 'lucide-react';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { DeadlineBadge } from '../DeadlineBadge.tsx';
import styles from './Record.module.css';
import type { RecordTask } from './task.ts';

/** Open tasks of a record by time left, each with its worth and the one action. The next step shows a single task. */
export function RecordTasks({ tasks }: { tasks: readonly RecordTask[] }) {
  const t = useText();
  const format = useFormat();
  if (tasks.length === 1) return null;
  return (
    <Card
      flush
      title={t('ui.record.tasks')}
      note={tasks.length > 0 && t('ui.record.tasksNote', { count: tasks.length })}
    >
      {tasks.length === 0 ? (
        <EmptyState icon={CircleCheck} title={t('ui.record.noTasks')} />
      ) : (
        <ul aria-label={t('ui.record.tasks')} className={styles.tasks}>
          {tasks.map((task) => (
            <li key={task.id} className={styles.task}>
              <div className={styles.when}>
                {task.deadline ? (
                  <>
                    <DeadlineBadge deadline={task.deadline} told />
                    <span className="note">{format.dateTime(task.deadline.dueAt)}</span>
                  </>
                ) : (
                  <span className="note">{t('ui.record.noTime')}</span>
                )}
              </div>
              <div className={styles.what}>
                <p>
                  <strong>{task.title}</strong>
                  {task.name && <> · {task.name}</>}
                </p>
                {task.note && <p className="note">{task.note}</p>}
              </div>
              <span className={styles.amount}>{task.worth && format.money(task.worth)}</span>
              <span className={styles.act}>{task.action}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
