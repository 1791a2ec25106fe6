import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { type Reads, reads, relation, type SqlOf } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { sight, unlessBuyer, visibleTo } from '../../../platform/read/visible.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { cspAuthorization, jointSalesAuthorization } from '../../authorizations/index.ts';
import {
  ProductEntity,
  product,
  productDelisted,
  SpecificationEntity,
  specification,
} from '../../catalog/index.ts';
import { activity, customer } from '../../customers/index.ts';
import { mailFacts, member, organization } from '../../identity/index.ts';
import {
  notForDistributors,
  partner,
  tierMayNotCreate,
  viewerDistributor,
} from '../../partners/index.ts';
import { ExclusiveDiscountEntity } from './discount.entity.ts';
import { bound } from './discount.facts.ts';
import { discountMachine, GRANTED_STATES, OPEN_STATES, SHARING_ROLES } from './discount.machine.ts';
import { belowFloorToSeller, maxDays } from './discount.policies.ts';
import {
  DiscountDepthEnum,
  DiscountOriginEnum,
  DiscountStatusEnum,
  ExclusiveDiscountType,
} from './discount.type.ts';
import { ExclusiveDiscountLineEntity } from './discount-line.entity.ts';
import { ExclusiveDiscountLineType } from './discount-line.type.ts';
import { offerLinks } from './discount-offer.read.ts';

const held = sql.words(GRANTED_STATES);
const open = sql.words(OPEN_STATES);

const discountActions = actions(discountMachine, ExclusiveDiscountEntity, {
  ...mailFacts,
  subDistributor: (d) => tierMayNotCreate(d.partnerId),
  notBound: (d) => sql`not ${bound(d.partnerId, d.customerId)}`,
  madeBySystem: (d) => sql`${d.origin} = 'AUTO'`,
  extended: (d) => sql`exists (
    select 1 from exclusive_discount s where s.predecessor_id = ${d.id} and s.status in (${open}))`,
  productDelisted,
  specificationDelisted: (d) => sql`exists (
    select 1 from exclusive_discount_line l join ${sql.table(SpecificationEntity)} s on s.id = l.specification_id
    where l.discount_id = ${d.id} and l.state <> 'UNUSABLE' and s.status <> 'ON_SALE')`,
});

/** Terms of the deal, which neither the buyer nor the distributor or sub-distributors of the partner read. */
const terms = <N extends string>(
  value: SqlOf<N>,
  type: 'text' | 'int' | 'boolean' = 'text',
): SqlOf<N | 'partnerId'> => notForDistributors(unlessBuyer(value, type));

/** Texts and names of persons, which are for the parties of the deal. */
const ofDeal = <N extends string>(value: SqlOf<N>): SqlOf<N | 'partnerId'> =>
  notForDistributors(visibleTo(sight.unless('customer', 'reporting'), value));

/** Whether the partner asked for a price below the floor. */
const isSpecial: SqlOf<'justification'> = (d) => sql`(${d.justification} is not null)`;

/** The same as a condition, which an index serves; false for the rows that a distributor reads. */
const isOwnSpecial: SqlOf<'justification' | 'partnerId'> = (d, v, role) =>
  Role.sideOf(role) === 'partner'
    ? sql`(${isSpecial(d, v, role)} and ${d.partnerId} = ${v.tenantId})`
    : isSpecial(d, v, role);

export const exclusiveDiscountLine = reads(ExclusiveDiscountLineType, ExclusiveDiscountLineEntity, {
  id: 'dsl',
  fields: {
    listPrice: computed.money('listPriceMinor'),
    netPrice: computed.money('netPriceMinor'),
    payRate: computed.rate('payRate'),
    floorPayRate: terms((d) => computed.rate(d.floorPayRate)),
    isUsable: (d) => sql`(${d.state} <> 'UNUSABLE')`,
  },
  relations: {
    specification: relation.one(
      () => specification,
      'specificationId',
      'Specification of the line.',
    ),
  },
});

export const exclusiveDiscount: Reads<typeof ExclusiveDiscountEntity> = reads(
  ExclusiveDiscountType,
  ExclusiveDiscountEntity,
  {
    id: 'dsc',
    fields: {
      viewerActions: discountActions,
      listTotal: computed.money('listTotalMinor'),
      netTotal: computed.money('netTotalMinor'),
      savings: computed.money('savingsMinor'),
      note: ofDeal((d) => d.note),
      justification: ofDeal((d) => d.justification),
      isSpecial: terms(isSpecial, 'boolean'),
      termsVersion: terms((d) => d.termsVersion, 'int'),
      shareRatio: terms((d) => computed.rate(d.shareRatio)),
      decidedByName: ofDeal((d) => d.decidedByName),
      decisionReason: ofDeal((d) => d.decisionReason),
      specialDecidedByName: ofDeal((d) => d.specialDecidedByName),
      specialReason: ofDeal((d) => d.specialReason),
      sellerDecidesNext: (d) => sql`(${d.status} = 'MANUAL_REVIEW' and ${belowFloorToSeller.sql} = 1
      and exists (select 1 from ${sql.table(ProductEntity)} o where o.id = ${d.productId} and o.sale_model = 'COMMON'))`,
      extendableUntil: (d) =>
        sql`case when ${d.status} in (${held}) then ${d.validUntil} + make_interval(days => ${maxDays.sql}::int) end`,
      isReviewDueProvisional: (d) => computed.provisional(d.reviewDueAt),
      revokeReason: ofDeal((d) => d.revokeReason),
      privateUrl: computed.code(['sharedId'], ({ sharedId }, secrets) =>
        typeof sharedId === 'string' ? offerLinks.path(secrets, sharedId, null) : null,
      ),
      // A link opens a session that changes data, so only roles that may share it see it, and no key that only reads.
      // A sub-distributor shares the discounts of its distributor (domain §4.4), a distributor none of those below it.
      sharedId: visibleTo(
        sight.roles(...SHARING_ROLES),
        (d, v) => sql`case when ${d.status} = 'EFFECTIVE' and ${v.mayWrite}
          and ${d.partnerId} in (${v.tenantId}, ${viewerDistributor}) then ${d.id}::text end`,
      ),
    },
    relations: {
      lines: relation.some(
        () => exclusiveDiscountLine,
        'discountId',
        'Lines of the discount, one for each specification.',
        {
          orderBy: 'position',
          max: 100,
        },
      ),
      customer: relation.one(
        () => customer,
        'customerId',
        'Customer; null for sellers, who may see the name only.',
      ),
      product: relation.one(() => product, 'productId', 'Product of the discount.'),
      cspAuthorization: relation.one(
        () => cspAuthorization,
        'cspAuthorizationId',
        'CSP authorization under whose terms the discount was submitted; null for customers.',
      ),
      jointSalesAuthorization: relation.one(
        () => jointSalesAuthorization,
        'jointSalesAuthorizationId',
        'Joint-sales authorization under whose terms the discount was submitted; null for customers.',
      ),
      seller: relation.one(() => organization, 'sellerId', 'Seller of the product.', {
        nullable: false,
      }),
      partner: relation.one(() => partner, 'partnerId', 'Partner that grants the discount.', {
        nullable: false,
      }),
      createdBy: relation.one(
        () => member,
        'createdById',
        'Member who first saved the discount; null if an API key did, and for the other sides.',
      ),
      predecessor: relation.one(
        () => exclusiveDiscount,
        'predecessorId',
        'Discount that this one extends (续期自); null if it extends none.',
      ),
      successor: relation.chosen(
        () => exclusiveDiscount,
        {
          among: (s, d) => sql`${s.predecessorId} = ${d.id}`,
          first: (s) => sql`${s.createdAt} desc, ${s.id} desc`,
        },
        'Discount that was last requested to extend this one (续期为), in any state; null if it was not extended.',
      ),
      activities: relation.page(
        () => activity,
        'subjectId',
        'History of the discount, as far as the viewer may see it (动态).',
      ),
    },
    filters: {
      search: filter.search(
        'searchKey',
        'Text that the name, number, customer or product must contain; matches pinyin and initials, too.',
      ),
      status: filter.anyOf('status', DiscountStatusEnum, 'States to include.'),
      origin: filter.anyOf('origin', DiscountOriginEnum, 'Origins to include.'),
      customerId: filter.ids('customerId', () => customer, 'Customers to include.'),
      productId: filter.ids('productId', () => product, 'Products to include.'),
      sellerId: filter.ids('sellerId', () => organization, 'Sellers to include.'),
      partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
      startsWithin: filter.range('validFrom', 'Range in which the validity starts.'),
      endsWithin: filter.range('validUntil', 'Range in which the validity ends.'),
      submittedWithin: filter.range('submittedAt', 'Range of times of submission.'),
      validWithin: filter.overlaps(
        'validFrom',
        'validUntil',
        'Range that the validity overlaps (期间有效).',
      ),
      depth: filter.anyOf('depth', DiscountDepthEnum, 'Depths below the list price to include.'),
      isSpecial: filter.holds(
        isOwnSpecial,
        'Whether the discount was requested below the floor (特殊商务申请).',
      ),
    },
    measures: {
      listTotal: measure.sum('listTotalMinor', 'Sum of the list totals.'),
      netTotal: measure.sum('netTotalMinor', 'Sum of the net totals.'),
      savings: measure.sum('savingsMinor', 'Sum of the savings: list totals less net totals.'),
    },
    orders: {
      CREATED: ['createdAt', 'id'],
      STARTING: ['validFrom', 'id'],
      ENDING: ['validUntil', 'id'],
      NET_TOTAL: ['netTotalMinor', 'id'],
      SAVINGS: ['savingsMinor', 'id'],
    },
    holds: { searchKey: ['number', 'name', 'customerName', 'productName'] },
    searchable: {
      title: 'name',
      code: 'number',
      note: ['customerName', 'productName'],
      newest: 1_000,
    },
    keys: { number: 'Readable number.' },
    roots: {
      exclusiveDiscount: { one: 'One exclusive discount.' },
      exclusiveDiscounts: {
        page: "Exclusive discounts in the viewer's scope. Those of a sub-distributor, or of the viewer's distributor, are listed by `customerId` or `partnerId`.",
      },
    },
  },
);
