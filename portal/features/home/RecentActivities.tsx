import { History } from 'lucide-react';
import { actNote } from '../../domain/act-note.ts';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useNow } from '../../lib/clock.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { useObjectPath } from '../../shell/objects.ts';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Timeline } from '../../ui/Timeline.tsx';
import styles from './RecentActivities.module.css';

const Connection = graphql(`
  fragment RecentActivities_connection on RecentActivityConnection {
    nodes { id subjectId subjectType label event toState createdAt actorName via }
  }
`);

/** States that are good or bad news in every life cycle. */
const GOOD = new Set(['BOUND', 'EFFECTIVE', 'ACTIVE', 'VERIFIED', 'PAID', 'COUNTERSIGNED']);
const BAD = new Set(['REJECTED', 'REFUSED', 'RETURNED', 'DECLINED', 'REVOKED', 'UNUSABLE']);

const toneOf = (state: string, via: string) => {
  if (GOOD.has(state)) return 'good';
  if (BAD.has(state)) return 'bad';
  return via === 'SYSTEM' ? undefined : 'brand';
};

/** What happened lately, each leading to what it happened to. */
export function RecentActivities({ connection }: { connection: FragmentType<typeof Connection> }) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const pathOf = useObjectPath();
  const { nodes } = readFragment(Connection, connection);
  if (nodes.length === 0)
    return (
      <Card title={t('ui.home.recent')}>
        <EmptyState icon={History} title={t('ui.home.recentNone')} />
      </Card>
    );
  return (
    <Card title={t('ui.home.recent')}>
      <Timeline
        label={t('ui.home.recent')}
        items={nodes.map(({ id, subjectId, subjectType, label, event, toState, ...act }) => {
          const path = pathOf(subjectType, subjectId);
          return {
            id,
            tone: toneOf(toState, act.via),
            title: (
              <div className={styles.what}>
                <span className="cut" title={label}>
                  {path ? <RouteLink to={path}>{label}</RouteLink> : label}
                </span>
                <span className={styles.event}>
                  {t.maybe(`event.${subjectType}.${event}`, undefined, event)}
                </span>
              </div>
            ),
            note: actNote(format.ago(act.createdAt, now), act, t),
          };
        })}
      />
    </Card>
  );
}
