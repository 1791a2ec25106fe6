import type { ReactNode } from 'react';
import { type FragmentType, readFragment } from '../gql/fragment-masking.ts';
import { graphql } from '../gql/gql.ts';
import { eventText } from '../lib/event-text.ts';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { RouteLink } from '../shell/links.ts';
import { useObjectPath } from '../shell/objects.ts';
import { Timeline, type TimelineItem } from '../ui/display/Timeline.tsx';
import type { ActChangesProps } from './ActChanges.tsx';
import { ActNote } from './ActNote.tsx';
import { Ago } from './Ago.tsx';
import styles from './RecentTimeline.module.css';

const Activity = graphql(`
  fragment RecentTimeline_activity on RecentActivity {
    id subjectId subjectType label event fromState toState createdAt actorName via
    changes { ...ActChanges_change }
  }
`);

const GOOD = new Set(['BOUND', 'EFFECTIVE', 'ACTIVE', 'VERIFIED', 'PAID', 'COUNTERSIGNED']);
const BAD = new Set(['REJECTED', 'REFUSED', 'RETURNED', 'DECLINED', 'REVOKED', 'UNUSABLE']);

export const toneOf = (state: string, via: string) => {
  if (GOOD.has(state)) return 'good';
  if (BAD.has(state)) return 'bad';
  return via === 'SYSTEM' ? undefined : 'brand';
};

export interface RecentTimelineProps {
  activities: readonly FragmentType<typeof Activity>[];
  label: string;
  /** Content below an act. With it the exact time is shown instead of the relative one. */
  detail?: (act: ActChangesProps) => ReactNode;
}

/** The history of several records, each act with a link to its record. */
export function RecentTimeline({ activities, label, detail }: RecentTimelineProps) {
  return <Timeline label={label} items={useRecentItems(activities, detail)} />;
}

/** The acts as items of a timeline, with their times. */
export function useRecentItems(
  activities: RecentTimelineProps['activities'],
  detail: RecentTimelineProps['detail'],
): (TimelineItem & { createdAt: string })[] {
  const t = useText();
  const format = useFormat();
  const pathOf = useObjectPath();
  return activities.map((masked) => {
    const act = readFragment(Activity, masked);
    const path = pathOf(act.subjectType, act.subjectId);
    return {
      id: act.id,
      createdAt: act.createdAt,
      tone: toneOf(act.toState, act.via),
      title: (
        <div className={detail ? 'row' : styles.what}>
          <span className="cut" title={act.label}>
            {path ? <RouteLink to={path}>{act.label}</RouteLink> : act.label}
          </span>
          <span className={styles.event}>{eventText(act, t)}</span>
        </div>
      ),
      note: (
        <ActNote
          when={detail ? format.dateTime(act.createdAt) : <Ago at={act.createdAt} />}
          act={act}
        />
      ),
      children: detail?.(act),
    };
  });
}
