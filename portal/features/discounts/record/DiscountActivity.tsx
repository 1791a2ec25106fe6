import { ActivityTimeline } from '../../../domain/ActivityTimeline.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const Discount = graphql(`
  fragment DiscountActivity_discount on ExclusiveDiscount {
    activities(first: 30) { nodes { id ...ActivityTimeline_activity } }
  }
`);

const tones = {
  approve: 'good',
  start: 'good',
  reject: 'bad',
  delist: 'bad',
  unbind: 'bad',
} as const;

export function DiscountActivity({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const { activities } = readFragment(Discount, discount);
  return (
    <Card title={t('ui.activity')}>
      <ActivityTimeline activities={activities.nodes} tones={tones} label={t('ui.activity')} />
    </Card>
  );
}
