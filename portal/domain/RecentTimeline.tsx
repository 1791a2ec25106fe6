import { type FragmentType, readFragment } from '../gql/fragment-masking.ts';
import { graphql } from '../gql/gql.ts';
import { eventText } from '../lib/event-text.ts';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { RouteLink } from '../shell/links.ts';
import { useObjectPath } from '../shell/objects.ts';
import type { TimelineItem } from '../ui/display/Timeline.tsx';
import { ActChanges } from './ActChanges.tsx';
import { ActNote } from './ActNote.tsx';
import { toneOf } from './act-tone.ts';
import styles from './RecentTimeline.module.css';

const Activity = graphql(`
  fragment RecentTimeline_activity on RecentActivity {
    id subjectId subjectType label event fromState toState createdAt actorName via
    changes { ...ActChanges_change }
  }
`);

/** The acts of several records as items of a timeline, each with a link to its record. */
export function useRecentItems(
  activities: readonly FragmentType<typeof Activity>[],
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
        <>
          <strong>{eventText(act, t)}</strong>{' '}
          <span className={styles.object} data-sentence>
            {path ? <RouteLink to={path}>{act.label}</RouteLink> : act.label}
          </span>
        </>
      ),
      note: <ActNote when={format.dateTime(act.createdAt)} act={act} />,
      children: <ActChanges {...act} />,
    };
  });
}
