import { CircleCheck, Clock, Pause, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { Icon } from '../../../ui/display/Icon.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './TaskList.module.css';
import { TaskRow } from './TaskRow.tsx';
import { TaskSetRow } from './TaskSetRow.tsx';
import { fold, GROUPS, type GroupId, groupOf, type Lapse, tasksOf } from './tasks.ts';

const Connection = graphql(`
  fragment TaskList_connection on DeadlineConnection {
    nodes { id subjectId subjectType label event dueAt isProvisional actsSide pausedSince pauseReason amount { amount currency } }
    count { value isExact }
  }
`);

const ICONS: Partial<Record<GroupId, typeof Clock>> = {
  over: TriangleAlert,
  red: TriangleAlert,
  amber: Clock,
  paused: Pause,
};
const PRESSING: readonly GroupId[] = ['over', 'red'];

export interface TaskListProps {
  connection: FragmentType<typeof Connection>;
  lapses?: readonly Lapse[];
  switcher?: ReactNode;
  /** Shown without tasks, instead of the words that nothing is due. */
  first?: ReactNode;
}

/** Everything with a time limit, by time left; equal rows are one. */
export function TaskList({ connection, lapses = [], switcher, first }: TaskListProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const session = useSession();
  const { nodes, count } = readFragment(Connection, connection);
  const tasks = tasksOf(nodes, lapses, session.acts ? sideOf(session) : null);
  const all = { ...count, value: count.value + tasks.length - nodes.length };
  return (
    <Card
      flush
      title={t(session.acts ? 'ui.home.todo' : 'ui.home.scope.all')}
      note={tasks.length > 0 ? t('ui.home.todoNote', { count: format.count(all) }) : null}
      actions={switcher}
    >
      {tasks.length === 0 &&
        (first ?? (
          <EmptyState icon={CircleCheck} title={t('ui.home.nothing')}>
            {t('ui.home.nothingText')}
          </EmptyState>
        ))}
      {GROUPS.map(({ id }) => {
        const own = tasks.filter((task) => groupOf(task, now) === id);
        const icon = ICONS[id];
        return (
          own.length > 0 && (
            <section key={id} aria-label={t(`ui.home.group.${id}`)}>
              <h3 className={styles.group} data-group={id}>
                {icon && <Icon of={icon} size={14} />}
                {t(`ui.home.group.${id}`)}
                <span className="note">{t('ui.home.items', { count: own.length })}</span>
              </h3>
              <ul>
                {fold(own).map((row) =>
                  'tasks' in row ? (
                    <TaskSetRow key={row.kind} set={row} presses={PRESSING.includes(id)} />
                  ) : (
                    <TaskRow key={row.id} task={row} presses={PRESSING.includes(id)} />
                  ),
                )}
              </ul>
            </section>
          )
        );
      })}
    </Card>
  );
}
