import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { extend, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { scalar } from '../../../platform/schema/scalars.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { product } from '../../catalog/index.ts';
import { activity } from '../../customers/index.ts';
import { organization } from '../../identity/index.ts';
import { orderLine } from '../../orders/index.ts';
import { partner } from '../../partners/index.ts';
import { settlementBill, settlementBillLine } from '../bill/bill.read.ts';
import { derive } from '../derivation/derivation.ts';
import { PaymentAuthorizationEntity } from './authorization.entity.ts';
import { paymentAuthorizationMachine } from './authorization.machine.ts';
import { PaymentAuthorizationStatusEnum, PaymentAuthorizationType } from './authorization.type.ts';

export const paymentAuthorization = reads(PaymentAuthorizationType, PaymentAuthorizationEntity, {
  id: 'pau',
  fields: {
    viewerActions: actions(paymentAuthorizationMachine, PaymentAuthorizationEntity, {
      isReleased: (d) => sql`${d.releasedAt} is not null`,
      isNotFlagged: (d) => sql`not ${d.isFlagged}`,
    }),
    amount: computed.money('amountMinor'),
    amountDerivation: computed.derived((d) => d.amountFacts, derive),
    isDueProvisional: (d) => computed.provisional(d.dueAt),
  },
  relations: {
    bill: relation.one(() => settlementBill, 'billId', 'Bill; not visible to sellers.'),
    billLine: relation.one(
      () => settlementBillLine,
      'billLineId',
      'Line of the bill; not visible to sellers.',
    ),
    orderLine: relation.one(() => orderLine, 'orderLineId', 'Order line that earned the share.'),
    partner: relation.one(() => partner, 'partnerId', 'Partner who earns the share.'),
    seller: relation.one(() => organization, 'sellerId', 'Seller who authorizes.', {
      nullable: false,
    }),
    product: relation.one(() => product, 'productId', 'Product of the line.'),
    activities: relation.page(() => activity, 'subjectId', 'History of the authorization (动态).'),
  },
  filters: {
    search: filter.search(
      'searchKey',
      'Text that the order, product or partner must contain; matches pinyin and initials, too.',
    ),
    status: filter.anyOf('status', PaymentAuthorizationStatusEnum, 'States to include.'),
    period: filter.values('period', () => [scalar.month], 'Months of the bill to include.'),
    isFlagged: filter.holds((d) => d.isFlagged, 'Whether the seller did not decide in time.'),
    billId: filter.ids('billId', () => settlementBill, 'Bills to include.'),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
    sellerId: filter.ids('sellerId', () => organization, 'Sellers to include.'),
    productId: filter.ids('productId', () => product, 'Products to include.'),
    createdWithin: filter.range('createdAt', 'Range of times since which it awaits its decision.'),
    dueWithin: filter.range('dueAtOrNever', 'Range of the time by which the seller should decide.'),
  },
  holds: { searchKey: ['orderNumber', 'productName', 'partnerName'] },
  measures: {
    amount: measure.sum('amountMinor', 'Sum of the amounts, including tax.'),
  },
  orders: {
    CREATED: ['createdAt', 'id'],
    DUE: ['dueAtOrNever', 'id'],
    AMOUNT: ['amountMinor', 'id'],
  },
  roots: {
    paymentAuthorization: { one: 'One payment authorization.' },
    paymentAuthorizations: {
      page: "Payment authorizations in the viewer's scope, newest first (授权付款).",
    },
  },
});

/** Authorizations where their bill and line are read. */
export const authorizationLists = [
  extend(settlementBill, {
    relations: {
      paymentAuthorizations: relation.page(
        () => paymentAuthorization,
        'billId',
        "Sellers' authorizations of the lines of common products; empty until the bill is sent.",
      ),
    },
  }),
  extend(settlementBillLine, {
    relations: {
      paymentAuthorization: relation.chosen(
        () => paymentAuthorization,
        { among: (a, d) => sql`${a.billLineId} = ${d.id}` },
        "Seller's authorization of the line; null if it needs none, or before the bill is sent.",
      ),
    },
  }),
];
