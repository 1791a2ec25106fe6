import { type FragmentType, readFragment } from '../gql/fragment-masking.ts';
import { graphql } from '../gql/gql.ts';
import { eventText } from '../lib/event-text.ts';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { Timeline, type TimelineItem } from '../ui/display/Timeline.tsx';
import { ActChanges } from './ActChanges.tsx';
import { ActNote } from './ActNote.tsx';

const Activity = graphql(`
  fragment ActivityTimeline_activity on Activity {
    id subjectType event fromState toState createdAt actorName via
    changes { ...ActChanges_change }
  }
`);

export interface ActivityTimelineProps {
  activities: readonly FragmentType<typeof Activity>[];
  label: string;
  tones?: Readonly<Record<string, TimelineItem['tone']>>;
}

export function ActivityTimeline({ activities, label, tones }: ActivityTimelineProps) {
  return <Timeline label={label} items={useActivityItems(activities, tones)} />;
}

/** The acts as items of a timeline, with their times. */
export function useActivityItems(
  activities: ActivityTimelineProps['activities'],
  tones: NonNullable<ActivityTimelineProps['tones']> = {},
): (TimelineItem & { createdAt: string })[] {
  const t = useText();
  const format = useFormat();
  return activities.map((masked) => {
    const act = readFragment(Activity, masked);
    return {
      id: act.id,
      createdAt: act.createdAt,
      tone: tones[act.event] ?? (act.via === 'SYSTEM' ? undefined : 'brand'),
      title: eventText(act, t),
      note: <ActNote when={format.dateTime(act.createdAt)} act={act} />,
      children: <ActChanges {...act} />,
    };
  });
}
