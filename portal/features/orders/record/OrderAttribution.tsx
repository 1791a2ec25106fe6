import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { RouteLink } from '../../../shell/links.ts';
import { Card } from '../../../ui/layout/Card.tsx';
import { LineConditions } from '../conditions/LineConditions.tsx';

const Order = graphql(`
  fragment OrderAttribution_order on Order {
    id paidAt orderType
    partner { id name }
    selectedPartner { id name }
    lines {
      id productName attribution attributionReason
      attributedBy { id number name }
      privateOffer { id number }
    }
  }
`);

/** Why each line counts for a partner, or why it counts for none. */
export function OrderAttribution({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const format = useFormat();
  const isSeller = sideOf(useSession()) === 'SELLER';
  const o = readFragment(Order, order);
  const isRefund = o.orderType === 'UNSUBSCRIBE';
  return (
    <Card
      title={t('ui.order.attribution')}
      note={o.partner?.name ?? t('ui.order.noPartner')}
      footer={
        o.paidAt && (
          <span className="note">
            {t('ui.order.decidedAt', { time: format.dateTime(o.paidAt) })}
          </span>
        )
      }
    >
      <ul className="stack">
        {o.lines.map((line) => {
          const discount = line.attributedBy;
          const offer = line.attribution === 'DISCOUNT' && line.privateOffer;
          const reason = (
            <p className="note">
              {line.attributionReason
                ? t.enum('OrderAttributionReason', line.attributionReason)
                : t(`ui.order.why.${line.attribution}`)}
            </p>
          );
          return (
            <li key={line.id} className="stack">
              <div>
                <strong>
                  {line.productName} · {t.enum('OrderAttribution', line.attribution)}
                </strong>{' '}
                {discount && (
                  <RouteLink to="/discounts/$id" params={{ id: discount.id }}>
                    {discount.number}
                  </RouteLink>
                )}
                {offer && (
                  <RouteLink to="/private-offers/$id" params={{ id: offer.id }}>
                    {offer.number}
                  </RouteLink>
                )}
              </div>
              {isSeller || isRefund || line.attribution === 'DISCOUNT' ? (
                reason
              ) : (
                <LineConditions purchase={{ orderLineId: line.id }} meanwhile={reason} />
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
