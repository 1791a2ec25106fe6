import { calendarSql } from '../../../platform/db/calendar-sql.ts';
import { NOW } from '../../../platform/db/tenancy.ts';
import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { type Reads, reads, relation, type SqlOf } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { sight, visibleTo } from '../../../platform/read/visible.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { product, productDelisted } from '../../catalog/index.ts';
import { activity, customer } from '../../customers/index.ts';
import { member, organization } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import { CustomerDemandEntity } from './demand.entity.ts';
import { demandMachine } from './demand.machine.ts';
import { CustomerDemandStatusEnum, CustomerDemandType } from './demand.type.ts';

const now = sql.raw(NOW);

const demandActions = actions(demandMachine, CustomerDemandEntity, {
  productDelisted,
  lapsed: (d) => sql`${d.dueAt} <= ${now}`,
  nudgedToday: (d) => sql`${calendarSql.day(d.nudgedAt)} = ${calendarSql.day(now)}`,
});

/** Texts, accounts and names of persons, which are for the parties of the deal. */
const ofDeal = <N extends string>(value: SqlOf<N>): SqlOf<N> =>
  visibleTo(sight.unless('reporting'), value);

export const customerDemand: Reads<typeof CustomerDemandEntity> = reads(
  CustomerDemandType,
  CustomerDemandEntity,
  {
    id: 'dmd',
    fields: {
      viewerActions: demandActions,
      cloudAccount: ofDeal((d) => d.cloudAccount),
      requirement: ofDeal((d) => d.requirement),
      submittedByName: ofDeal((d) => d.submittedByName),
      answeredByName: ofDeal((d) => d.answeredByName),
      answerReason: ofDeal((d) => d.answerReason),
      closeReason: ofDeal((d) => d.closeReason),
      expectedShareRatio: computed.rate('expectedShareRatio'),
      maxShareRatio: computed.rate('maxShareRatio'),
      grantedShareRatio: computed.rate('grantedShareRatio'),
      expectedAmount: computed.money('expectedAmountMinor'),
      expectedOrderOn: computed.day('expectedOrderOn'),
    },
    relations: {
      partner: relation.one(() => partner, 'partnerId', 'Partner that submitted it.', {
        nullable: false,
      }),
      seller: relation.one(() => organization, 'sellerId', 'Seller of the product.', {
        nullable: false,
      }),
      customer: relation.one(
        () => customer,
        'customerId',
        'Customer; null if the viewer may see the name only.',
      ),
      product: relation.one(() => product, 'productId', 'Joint-operation product.'),
      clonedFrom: relation.one(
        () => customerDemand,
        'clonedFromId',
        'Demand of which this one is a copy (复制自).',
      ),
      createdBy: relation.one(
        () => member,
        'createdById',
        'Member who first saved the demand; null if an API key did, and for the other sides.',
      ),
      activities: relation.page(
        () => activity,
        'subjectId',
        'History of the demand, as far as the viewer may see it (动态).',
      ),
    },
    filters: {
      search: filter.search(
        'searchKey',
        'Text that the number, customer or product must contain; matches pinyin and initials, too.',
      ),
      status: filter.anyOf('status', CustomerDemandStatusEnum, 'States to include.'),
      sellerId: filter.ids('sellerId', () => organization, 'Sellers to include.'),
      partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
      productId: filter.ids('productId', () => product, 'Products to include.'),
      customerId: filter.ids('customerId', () => customer, 'Customers to include.'),
      dueWithin: filter.range('dueAt', 'Range of the deadline of the current state.'),
      submittedWithin: filter.range('submittedAt', 'Range of times of submission.'),
    },
    measures: {
      expectedAmount: measure.sum(
        'expectedAmountMinor',
        'Sum of the expected amounts, where known.',
      ),
    },
    orders: {
      CREATED: ['createdAt', 'id'],
      DUE: ['dueAtOrNever', 'id'],
      AMOUNT: ['expectedAmountOrZero', 'id'],
    },
    holds: { searchKey: ['number', 'customerName', 'productName'] },
    searchable: {
      title: 'customerName',
      code: 'number',
      note: ['productName'],
      newest: 1_000,
    },
    keys: { number: 'Readable number.' },
    roots: {
      customerDemand: { one: 'One customer demand.' },
      customerDemands: { page: "Customer demands in the viewer's scope." },
    },
  },
);
