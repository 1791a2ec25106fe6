import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { useRecentItems } from '../RecentTimeline.tsx';
import { RecordTimeline, type RecordTimelineProps } from './RecordTimeline.tsx';

const Activities = graphql(`
  fragment RecordRecent_activities on RecentActivityConnection {
    nodes { id ...RecentTimeline_activity }
    count { value isExact }
  }
`);

export interface RecordRecentProps
  extends Pick<RecordTimelineProps, 'subject' | 'notes' | 'people'> {
  activities: FragmentType<typeof Activities>;
}

/** Notes on a record, and the history of all its records. */
export function RecordRecent({ activities, ...timeline }: RecordRecentProps) {
  const t = useText();
  const format = useFormat();
  const { nodes, count } = readFragment(Activities, activities);
  return (
    <RecordTimeline
      {...timeline}
      acts={useRecentItems(nodes)}
      note={
        count.value > nodes.length &&
        t('ui.activityNewest', { shown: nodes.length, count: format.count(count) })
      }
    />
  );
}
