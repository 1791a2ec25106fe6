import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Card } from '../../../ui/layout/Card.tsx';

const Order = graphql(`
  fragment OrderAttribution_order on Order {
    id attribution attributionReason paidAt
    partner { id name }
    exclusiveDiscount { id number name }
  }
`);

/** Why the order counts for a partner, or why it counts for none. */
export function OrderAttribution({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const format = useFormat();
  const o = readFragment(Order, order);
  const discount = o.exclusiveDiscount;
  return (
    <Card title={t('ui.order.attribution')} note={o.partner?.name}>
      <div className="stack">
        <div>
          <strong>{t.enum('OrderAttribution', o.attribution)}</strong>
          <p className="note">
            {o.attributionReason
              ? t.enum('OrderAttributionReason', o.attributionReason)
              : t(`ui.order.why.${o.attribution}`)}
          </p>
        </div>
        {discount && (
          <RouteLink to="/discounts/$id" params={{ id: discount.id }}>
            {discount.number} {discount.name}
          </RouteLink>
        )}
        {o.paidAt && (
          <p className="note">{t('ui.order.decidedAt', { time: format.dateTime(o.paidAt) })}</p>
        )}
      </div>
    </Card>
  );
}
