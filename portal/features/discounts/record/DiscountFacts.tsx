import type { ReactNode } from 'react';
import { FactList } from '../../../domain/FactList.tsx';
import { SellerLink } from '../../../domain/SellerLink.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { ExclusiveDiscountStatus } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useSession } from '../../../lib/session.ts';
import { RouteLink } from '../../../shell/links.ts';
import { Card } from '../../../ui/layout/Card.tsx';

const Discount = graphql(`
  fragment DiscountFacts_discount on ExclusiveDiscount {
    customerName productName validFrom validUntil note justification specialReason createdAt submittedAt
    customer { id }
    product { id saleModel }
    seller { id name }
    partner { id name }
    createdBy { id name }
    predecessor { id name status }
    successor { id name status }
  }
`);

export function DiscountFacts({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
  const linked = sideOf(useSession()) !== 'SELLER';
  const d = readFragment(Discount, discount);
  const facts: Record<string, ReactNode> = {
    customer:
      d.customer && linked ? (
        <RouteLink to="/customers/$id" params={{ id: d.customer.id }}>
          {d.customerName}
        </RouteLink>
      ) : (
        d.customerName
      ),
    product: d.product ? (
      <RouteLink to="/products" search={{ open: d.product.id }}>
        {d.productName}
      </RouteLink>
    ) : (
      d.productName
    ),
    saleModel: d.product && t.enum('SaleModel', d.product.saleModel),
    seller: <SellerLink seller={d.seller} />,
    partner: d.partner.name,
    validity: format.validity(d.validFrom, d.validUntil),
    predecessor: d.predecessor && <Neighbor discount={d.predecessor} />,
    successor: d.successor && <Neighbor discount={d.successor} />,
    createdBy: d.createdBy?.name,
    createdAt: format.dateTime(d.createdAt),
    submittedAt: d.submittedAt && format.dateTime(d.submittedAt),
    note: d.note,
    justification: d.justification,
    specialReason: d.specialReason,
  };
  return (
    <Card title={t('ui.discount.facts')}>
      <FactList labels="ui.discount.fact" variant="columns" facts={facts} />
    </Card>
  );
}

interface NeighborProps {
  discount: { id: string; name: string; status: ExclusiveDiscountStatus };
}

/** The previous or next discount in a chain of extensions. */
function Neighbor({ discount: { id, name, status } }: NeighborProps) {
  return (
    <span className="row">
      <RouteLink to="/discounts/$id" params={{ id }}>
        {name}
      </RouteLink>
      <StateBadge type="ExclusiveDiscountStatus" value={status} />
    </span>
  );
}
