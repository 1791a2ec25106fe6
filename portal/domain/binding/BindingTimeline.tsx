import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { TimelineItem } from '../../ui/display/Timeline.tsx';
import { ActivityTimeline } from '../ActivityTimeline.tsx';

const Binding = graphql(`
  fragment BindingTimeline_binding on PartnerBinding {
    id
    activities(first: 30) { nodes { id createdAt ...ActivityTimeline_activity } }
  }
`);

const tones: Record<string, TimelineItem['tone']> = {
  accept: 'good',
  confirm: 'good',
  object: 'bad',
  supersede: 'bad',
  approveChange: 'good',
  approveUnbind: 'good',
  decline: 'bad',
  expire: 'bad',
  rejectChange: 'bad',
  rejectUnbind: 'bad',
};

export interface BindingTimelineProps {
  bindings: readonly FragmentType<typeof Binding>[];
  label: string;
}

export function BindingTimeline({ bindings, label }: BindingTimelineProps) {
  const activities = bindings
    .flatMap((binding) => readFragment(Binding, binding).activities.nodes)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  return <ActivityTimeline activities={activities} label={label} tones={tones} />;
}
