import { useState } from 'react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteButton, RouteLink } from '../../../shell/links.ts';
import { useObjectPath } from '../../../shell/objects.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import styles from './TaskList.module.css';
import type { Task } from './tasks.ts';
import { useTaskSteps } from './useTaskSteps.ts';

export interface TaskRowProps {
  task: Task;
  presses?: boolean;
  /** Below the row of its set, which says what it is about. */
  inSet?: boolean;
}

/** One task. Its steps open below it, if its feature offers them; otherwise it leads to its page. */
export function TaskRow({ task, presses = false, inSet = false }: TaskRowProps) {
  const t = useText();
  const format = useFormat();
  const [isOpen, setOpen] = useState(false);
  const path = useObjectPath()(task.subjectType, task.subjectId, task.event);
  const steps = useTaskSteps()(task.kind);
  const kind = `ui.deadlineOf.${task.kind}`;
  const open = t('ui.home.open');
  const action = task.acts ? t.maybe(`${kind}.action`, undefined, open) : open;
  const Steps = task.acts ? steps?.one : undefined;
  const look = {
    size: 'sm' as const,
    variant: presses && task.acts && !isOpen ? ('primary' as const) : undefined,
    'aria-label': t('ui.home.openOne', { action, name: task.label }),
  };
  return (
    <li className={cx(styles.line, inSet && styles.inSet)}>
      <div className={styles.when}>
        <DeadlineBadge deadline={task} told />
        <span className="note">
          {task.pauseReason ? t.enum('PauseReason', task.pauseReason) : format.dateTime(task.dueAt)}
        </span>
      </div>
      <div className={styles.what}>
        <div className={styles.name}>
          {!inSet && (
            <strong>{t.maybe(`${kind}.title`, undefined, t('ui.deadlineOf.title'))}</strong>
          )}
          <span>{path ? <RouteLink to={path}>{task.label}</RouteLink> : task.label}</span>
        </div>
        {!inSet && (
          <p className="note">{t.maybe(`${kind}.text`, undefined, t('ui.deadlineOf.text'))}</p>
        )}
      </div>
      <Amount task={task} />
      <div className={styles.act}>
        {Steps ? (
          <Button {...look} aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {isOpen ? t('ui.home.fold') : action}
          </Button>
        ) : (
          path && (
            <RouteButton to={path} {...look}>
              {action}
            </RouteButton>
          )
        )}
      </div>
      {Steps && isOpen && (
        <div className={styles.steps}>
          <Steps id={task.subjectId} />
        </div>
      )}
    </li>
  );
}

/** Amount of the task, or the sales that depend on it. */
export function Amount({ task: { amount, isWorth } }: { task: Pick<Task, 'amount' | 'isWorth'> }) {
  const t = useText();
  const format = useFormat();
  return (
    <div className={styles.amount}>
      {amount && <span className="num">{format.money(amount)}</span>}
      {amount && isWorth && <span className="note">{t('ui.home.worth')}</span>}
    </div>
  );
}
