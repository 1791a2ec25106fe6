import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useMay } from '../../../lib/session.ts';
import type { TaskBulk } from '../../../shell/feature.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import styles from './TaskList.module.css';
import { Amount, TaskRow } from './TaskRow.tsx';
import { amountOf, type TaskSet } from './tasks.ts';
import { useTaskSteps } from './useTaskSteps.ts';

/** Equal tasks as one: at once where a bulk action exists, or one by one below. */
export function TaskSetRow({ set, presses }: { set: TaskSet; presses: boolean }) {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const { kind, tasks } = set;
  const [first] = tasks;
  const count = tasks.length;
  const steps = useTaskSteps()(kind);
  const [isOpen, setOpen] = useState(false);
  const [bulk, setBulk] = useState<readonly TaskBulk[]>([]);
  const [asking, setAsking] = useState<TaskBulk | null>(null);
  const texts = `ui.deadlineOf.${kind}`;
  const allowed = first!.acts ? (steps?.many?.mutations.filter(may) ?? []) : [];
  const Dialog = asking?.dialog;

  async function actOnAll() {
    const module = await steps!.many!.load();
    const own = allowed.map((name) => module.bulk.find(({ mutation }) => mutation === name)!);
    if (own.length === 1) setAsking(own[0]!);
    else setBulk(bulk.length > 0 ? [] : own);
  }
  const unfold = (
    <Button
      size="sm"
      variant="ghost"
      icon={isOpen ? ChevronDown : ChevronRight}
      aria-expanded={isOpen}
      onPress={() => setOpen(!isOpen)}
    >
      {isOpen ? t('ui.home.fold') : t('ui.home.unfold', { count })}
    </Button>
  );
  return (
    <>
      <li className={styles.line}>
        <div className={styles.when}>
          <DeadlineBadge deadline={first!} told />
          <span className="note">{format.dateTime(first!.dueAt)}</span>
        </div>
        <div className={styles.what}>
          <div className={styles.name}>
            <strong>{t.maybe(`${texts}.title`, undefined, t('ui.deadlineOf.title'))}</strong>
            <span>{t('ui.home.set', { name: first!.label, count })}</span>
          </div>
          <p className="note">{t.maybe(`${texts}.text`, undefined, t('ui.deadlineOf.text'))}</p>
          {allowed.length > 0 && unfold}
        </div>
        <Amount task={{ amount: amountOf(tasks), isWorth: first!.isWorth }} />
        <div className={styles.act}>
          {allowed.length > 0 ? (
            <Button
              size="sm"
              variant={presses ? 'primary' : undefined}
              aria-expanded={allowed.length > 1 ? bulk.length > 0 : undefined}
              onPress={() => void actOnAll()}
            >
              {bulk.length > 0 ? t('ui.home.fold') : t('ui.home.actOnAll', { count })}
            </Button>
          ) : (
            unfold
          )}
        </div>
        {bulk.length > 0 && (
          <div className={styles.steps}>
            {bulk.map((one) => (
              <Button key={one.mutation} size="sm" onPress={() => setAsking(one)}>
                {t('ui.bulk.start', { action: t(one.label), count: format.number(count) })}
              </Button>
            ))}
          </div>
        )}
      </li>
      {isOpen && tasks.map((task) => <TaskRow key={task.id} task={task} inSet />)}
      {Dialog && (
        <Dialog
          selection={{
            list: 'home',
            count: { value: count, isExact: true },
            ids: tasks.map(({ subjectId }) => subjectId),
          }}
          clear={() => setBulk([])}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}
