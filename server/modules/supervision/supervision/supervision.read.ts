import { computed } from '../../../platform/read/computed.ts';
import { reads, relation, type SqlOf } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { sight, visibleTo } from '../../../platform/read/visible.ts';
import { ActingSideEnum } from '../../../platform/schema/acting-side.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { product, SupervisionTemplateEnum } from '../../catalog/index.ts';
import { activity, customer, toCustomer } from '../../customers/index.ts';
import { organization } from '../../identity/index.ts';
import { order, orderLine, toAttributedPartner } from '../../orders/index.ts';
import { partner } from '../../partners/index.ts';
import { FLOWS, TEMPLATES } from './flows.machine.ts';
import { type Supervision, SupervisionEntity } from './supervision.entity.ts';
import { supervisionActions } from './supervision.facts.ts';
import { SupervisionStatusEnum, SupervisionType } from './supervision.type.ts';
import { isLogIntact, supervisionLog, supervisionNode } from './supervision-log.read.ts';

type Column = keyof Supervision & string;

/**
 * Address and phone of the recipient, which partners, operations and reports do not need; a partner may hold the link of
 * an unproven session.
 */
const ofDelivery = (
  column: 'recipientName' | 'recipientPhone' | 'shippingAddress',
): SqlOf<Column> =>
  visibleTo(sight.of('customer', 'seller'), (d, v, role) =>
    Role.sideOf(role) === 'customer'
      ? sql`case when ${v.hasFreshProof} then ${d[column]} end`
      : d[column],
  );

/** The event that leaves the node, by template and state: constants of the flows. */
const nextEvent: SqlOf<Column> = (d) =>
  sql`case ${sql.join(
    TEMPLATES.map(
      (template) =>
        sql`when ${d.template} = ${sql.literal(template)} then case ${d.status} ${sql.join(
          FLOWS[template].map(
            ({ node, event }) => sql`when ${sql.literal(node)} then ${sql.literal(event)}`,
          ),
          ' ',
        )} end`,
    ),
    ' ',
  )} end`;

export const supervision = reads(SupervisionType, SupervisionEntity, {
  id: 'spv',
  fields: {
    viewerActions: supervisionActions,
    dealPrice: computed.money('dealMinor'),
    cash: computed.money('cashMinor'),
    actsSide: (d) => d.actor,
    nextEvent,
    recipientName: ofDelivery('recipientName'),
    recipientPhone: ofDelivery('recipientPhone'),
    shippingAddress: ofDelivery('shippingAddress'),
    isLogIntact,
  },
  relations: {
    order: relation.one(() => order, 'orderId', 'Order of the line.', { nullable: false }),
    orderLine: relation.one(() => orderLine, 'orderLineId', 'Supervised line.', {
      nullable: false,
    }),
    product: relation.one(() => product, 'productId', 'Product; null for customers.'),
    seller: relation.one(() => organization, 'sellerId', 'Seller, who delivers.', {
      nullable: false,
    }),
    partner: toAttributedPartner,
    customer: toCustomer,
    nodes: relation.some(() => supervisionNode, 'supervisionId', 'Nodes of the flow, in order.', {
      orderBy: 'position',
      max: 20,
    }),
    log: relation.page(
      () => supervisionLog,
      'supervisionId',
      'Append-only log, newest line first (监管记录).',
    ),
    activities: relation.page(() => activity, 'subjectId', 'History of the supervision (动态).'),
  },
  filters: {
    search: filter.search(
      'searchKey',
      'Text that the order number, customer or product must contain; matches pinyin and initials, too.',
    ),
    status: filter.anyOf('status', SupervisionStatusEnum, 'States to include.'),
    template: filter.anyOf('template', SupervisionTemplateEnum, 'Templates to include.'),
    actsSide: filter.anyOf('actor', ActingSideEnum, 'Sides in turn to include.'),
    isOverdue: filter.holds(
      (d) => d.isOverdue,
      'Whether the promised time passed before the delivery.',
    ),
    isStalled: filter.holds((d) => d.isStalled, 'Whether the side in turn has not acted.'),
    orderId: filter.ids('orderId', () => order, 'Orders to include.'),
    customerId: filter.ids('customerId', () => customer, 'Customers to include.'),
    productId: filter.ids('productId', () => product, 'Products to include.'),
    sellerId: filter.ids('sellerId', () => organization, 'Sellers to include.'),
    partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
    dueWithin: filter.range('dueAt', 'Range of the time by which the side in turn should act.'),
    paidWithin: filter.range('paidAt', 'Range of times of payment.'),
    completedWithin: filter.range('completedAt', 'Range of times of completion.'),
  },
  measures: {
    dealPrice: measure.sum('dealMinor', 'Sum of the deal prices.'),
    cash: measure.sum('cashMinor', 'Sum paid in cash.'),
  },
  orders: {
    CREATED: ['createdAt', 'id'],
    DUE: ['dueAtOrNever', 'id'],
    DEAL: ['dealMinor', 'id'],
  },
  holds: { searchKey: ['orderNumber', 'customerName', 'productName'] },
  searchable: { title: 'productName', note: ['orderNumber', 'customerName'], newest: 1_000 },
  roots: {
    supervision: { one: 'One supervision.' },
    supervisions: { page: "Supervisions in the viewer's scope, newest first." },
  },
});
