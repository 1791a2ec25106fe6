import {
  RecordActivity,
  type RecordActivityProps,
} from '../../../domain/record/RecordActivity.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';

const Discount = graphql(`
  fragment DiscountActivity_discount on ExclusiveDiscount {
    id
    notes(first: 50) { ...RecordTimeline_notes }
    activities(first: 30) { ...RecordActivity_activities }
  }
`);

const tones = {
  approve: 'good',
  start: 'good',
  reject: 'bad',
  delist: 'bad',
  unbind: 'bad',
} as const;

export interface DiscountActivityProps extends Pick<RecordActivityProps, 'people'> {
  discount: FragmentType<typeof Discount>;
}

/** Notes on a discount, and its history. */
export function DiscountActivity({ discount, people }: DiscountActivityProps) {
  const { id, notes, activities } = readFragment(Discount, discount);
  return (
    <RecordActivity
      subject={{ exclusiveDiscountId: id }}
      notes={notes}
      activities={activities}
      people={people}
      tones={tones}
    />
  );
}
