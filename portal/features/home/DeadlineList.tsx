import { CircleCheck, Clock, Pause, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { DeadlineList_ConnectionFragment } from '../../gql/graphql.ts';
import { useNow } from '../../lib/clock.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { sideOf, useSession } from '../../lib/session.ts';
import { RouteButton, RouteLink } from '../../shell/links.ts';
import { useObjectPath } from '../../shell/objects.ts';
import { Icon } from '../../ui/display/Icon.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './DeadlineList.module.css';

const Connection = graphql(`
  fragment DeadlineList_connection on DeadlineConnection {
    nodes { id subjectId subjectType label event dueAt isProvisional actsSide pausedSince pauseReason amount { amount currency } }
    count { value isExact }
  }
`);

type Deadline = DeadlineList_ConnectionFragment['nodes'][number];

const HOUR = 3_600_000;
const groups = [
  { id: 'over', icon: TriangleAlert, until: 0, presses: true },
  { id: 'red', icon: TriangleAlert, until: 6 * HOUR, presses: true },
  { id: 'amber', icon: Clock, until: 24 * HOUR },
  { id: 'week', icon: null, until: 7 * 24 * HOUR },
  { id: 'later', icon: null, until: Number.POSITIVE_INFINITY },
  { id: 'paused', icon: Pause, until: Number.POSITIVE_INFINITY },
] as const;

export interface DeadlineListProps {
  connection: FragmentType<typeof Connection>;
  switcher: ReactNode;
}

export function DeadlineList({ connection, switcher }: DeadlineListProps) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const { nodes, count } = readFragment(Connection, connection);
  const groupOf = ({ dueAt, pausedSince }: Deadline) =>
    pausedSince
      ? 'paused'
      : (groups.find(({ until }) => Date.parse(dueAt) - now < until)?.id ?? 'later');
  return (
    <Card
      flush
      title={t('ui.home.todo')}
      note={nodes.length > 0 ? t('ui.home.todoNote', { count: format.count(count) }) : null}
      actions={switcher}
    >
      {nodes.length === 0 && (
        <EmptyState icon={CircleCheck} title={t('ui.home.nothing')}>
          {t('ui.home.nothingText')}
        </EmptyState>
      )}
      {groups.map(({ id, icon, ...group }) => {
        const own = nodes.filter((deadline) => groupOf(deadline) === id);
        return (
          own.length > 0 && (
            <section key={id} aria-label={t(`ui.home.group.${id}`)}>
              <h3 className={styles.group} data-group={id}>
                {icon && <Icon of={icon} size={14} />}
                {t(`ui.home.group.${id}`)}
                <span className="note">{t('ui.home.items', { count: own.length })}</span>
              </h3>
              <ul>
                {own.map((deadline) => (
                  <Line key={deadline.id} deadline={deadline} presses={'presses' in group} />
                ))}
              </ul>
            </section>
          )
        );
      })}
    </Card>
  );
}

function Line({ deadline: d, presses }: { deadline: Deadline; presses: boolean }) {
  const t = useText();
  const format = useFormat();
  const path = useObjectPath()(d.subjectType, d.subjectId, d.event);
  const kind = `ui.deadlineOf.${d.subjectType}.${d.event ?? 'remind'}.${d.actsSide ?? 'NONE'}`;
  // Viewers who cannot act see a plain link.
  const acts = d.actsSide === sideOf(useSession());
  const open = t('ui.home.open');
  const action = acts ? t.maybe(`${kind}.action`, undefined, open) : open;
  return (
    <li className={styles.line}>
      <div className={styles.when}>
        <DeadlineBadge deadline={d} told />
        <span className="note">
          {d.pauseReason ? t.enum('PauseReason', d.pauseReason) : format.dateTime(d.dueAt)}
        </span>
      </div>
      <div className={styles.what}>
        <div className={styles.name}>
          <strong>{t.maybe(`${kind}.title`, undefined, t('ui.deadlineOf.title'))}</strong>
          <span>{path ? <RouteLink to={path as string}>{d.label}</RouteLink> : d.label}</span>
        </div>
        <p className="note">{t.maybe(`${kind}.text`, undefined, t('ui.deadlineOf.text'))}</p>
      </div>
      {d.amount && <span className="num">{format.money(d.amount)}</span>}
      {path && (
        <RouteButton
          to={path as string}
          size="sm"
          variant={presses && acts ? 'primary' : undefined}
          className={styles.act}
          aria-label={t('ui.home.openOne', { action, name: d.label })}
        >
          {action}
        </RouteButton>
      )}
    </li>
  );
}
