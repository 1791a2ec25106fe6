import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { isoDay, lastDay } from '../../../lib/dates.ts';
import type { EditorValues } from './editor-values.ts';

const Discount = graphql(`
  fragment discountTemplate_discount on ExclusiveDiscount {
    name validFrom validUntil note justification
    customer { id }
    product { id }
    lines {
      id pricedBy payRate
      netPrice { amount currency }
      specification { id status }
    }
  }
`);

/** Editor values of a discount, without delisted specifications. */
export function valuesOf(discount: FragmentType<typeof Discount>): EditorValues {
  const d = readFragment(Discount, discount);
  return {
    name: d.name,
    customerId: d.customer?.id ?? null,
    productId: d.product?.id ?? null,
    lines: d.lines.flatMap(({ specification, pricedBy, payRate, netPrice }) =>
      specification?.status === 'ON_SALE'
        ? [{ specificationId: specification.id, pricedBy, payRate, netPrice: netPrice.amount }]
        : [],
    ),
    validFrom: isoDay(d.validFrom),
    validUntil: lastDay(d.validUntil),
    note: d.note ?? '',
    justification: d.justification ?? '',
  };
}
