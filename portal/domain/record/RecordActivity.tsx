import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { type ActivityTimelineProps, useActivityItems } from '../ActivityTimeline.tsx';
import { RecordTimeline, type RecordTimelineProps } from './RecordTimeline.tsx';

const Activities = graphql(`
  fragment RecordActivity_activities on ActivityConnection {
    nodes { id ...ActivityTimeline_activity }
    count { value isExact }
  }
`);

export interface RecordActivityProps
  extends Pick<RecordTimelineProps, 'subject' | 'notes' | 'people'>,
    Pick<ActivityTimelineProps, 'tones'> {
  activities: FragmentType<typeof Activities>;
}

/** Notes on a record, and its own history. */
export function RecordActivity({ activities, tones, ...timeline }: RecordActivityProps) {
  const t = useText();
  const format = useFormat();
  const { nodes, count } = readFragment(Activities, activities);
  return (
    <RecordTimeline
      {...timeline}
      acts={useActivityItems(nodes, tones)}
      note={
        count.value > nodes.length &&
        t('ui.activityNewest', { shown: nodes.length, count: format.count(count) })
      }
    />
  );
}
