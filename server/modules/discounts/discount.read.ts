import { actions } from '../../platform/read/actions.ts';
import {
  ALL,
  chosen,
  code,
  NONE,
  of,
  one,
  oneRoot,
  page,
  pageRoot,
  type Reads,
  reads,
  type ScopeRule,
  type SqlOf,
  some,
} from '../../platform/read/declare.ts';
import { anyOf, idsOf, range, search } from '../../platform/read/filters.ts';
import { moneyOf, rateOf } from '../../platform/read/money-field.ts';
import { onlyFor } from '../../platform/read/only-for.ts';
import { provisional } from '../../platform/read/provisional.ts';
import { policySql } from '../../platform/rules/policy.ts';
import { join, literal, sql } from '../../platform/sql/sql.ts';
import { ROLES, type Role } from '../../platform/viewer.ts';
import { cspAuthorization, jointSalesAuthorization } from '../authorizations/index.ts';
import { product, productDelisted, specification } from '../catalog/index.ts';
import { activity, assigned, customer } from '../customers/index.ts';
import { member, organization } from '../identity/index.ts';
import { partner, tierMayNotCreate } from '../partners/index.ts';
import { ExclusiveDiscountEntity } from './discount.entity.ts';
import { bound } from './discount.facts.ts';
import {
  CUSTOMER_STATES,
  discountMachine,
  GRANTED_STATES,
  OPEN_STATES,
  SHARING_ROLES,
} from './discount.machine.ts';
import { belowFloorToSeller, maxDays } from './discount.policies.ts';
import { DiscountOriginEnum, DiscountStatusEnum, ExclusiveDiscountType } from './discount.type.ts';
import { ExclusiveDiscountLineEntity } from './discount-line.entity.ts';
import { ExclusiveDiscountLineType } from './discount-line.type.ts';
import { offerPath } from './discount-offer.read.ts';

const granted = join(CUSTOMER_STATES.map(literal), ', ');
const held = join(GRANTED_STATES.map(literal), ', ');
const open = join(OPEN_STATES.map(literal), ', ');

export const discountActions = actions(discountMachine, ExclusiveDiscountEntity, {
  subDistributor: (d) => tierMayNotCreate(d.partnerId),
  notBound: (d) => sql`not ${bound(d.partnerId, d.customerId)}`,
  madeBySystem: (d) => sql`${d.origin} = 'AUTO'`,
  extended: (d) => sql`exists (
    select 1 from exclusive_discount s where s.predecessor_id = ${d.id} and s.status in (${open}))`,
  productDelisted,
  specificationDelisted: (d) => sql`exists (
    select 1 from exclusive_discount_line l join specification s on s.id = l.specification_id
    where l.discount_id = ${d.id} and l.state <> 'UNUSABLE' and s.status <> 'ON_SALE')`,
});

/** A link opens the customer's own view, so only those see it who may hand it out. */
const mayShare = (role: Role): boolean =>
  role === 'system' || (SHARING_ROLES as readonly Role[]).includes(role);

/** The partner's own; the seller's once submitted; the customer's once granted. By the columns of the state and of the discount's id. */
const scopeBy = <N extends string>(
  state: N,
  discountId: N,
): Record<
  'partner' | 'seller' | 'customer' | 'operator' | 'reporting',
  ScopeRule<N | 'partnerId' | 'sellerId' | 'customerId'>
> => ({
  partner: 'partnerId',
  seller: (d, v) => sql`${d.sellerId} = ${v.tenantId} and ${d[state]} <> 'DRAFT'`,
  // A link shows the one discount, or those of the partner whose binding it is about: whoever issued it may open it, too.
  customer: (d, v) => sql`${d.customerId} = ${v.tenantId} and ${d[state]} in (${granted})
    and (${v.subjectId} is null or ${d[discountId]} = ${v.subjectId} or ${d.partnerId} = (select b.partner_id from partner_binding b where b.id = ${v.subjectId}))`,
  operator: ALL,
  reporting: NONE,
});

const ownCustomers: SqlOf<'customerId'> = (d, v) => assigned(d.customerId, v);

const unlessBuyer = <N extends string>(value: SqlOf<N>, type: 'text' | 'int' = 'text'): SqlOf<N> =>
  onlyFor((role) => ROLES[role] !== 'customer', value, type);

export const exclusiveDiscountLine = reads(ExclusiveDiscountLineType, ExclusiveDiscountLineEntity, {
  id: 'dsl',
  scope: scopeBy('state', 'discountId'),
  narrow: { 'csp.rep': ownCustomers },
  fields: {
    listPrice: of('listPriceMinor', moneyOf),
    netPrice: of('netPriceMinor', moneyOf),
    payRate: of('payRate', rateOf),
    floorPayRate: unlessBuyer((d) => rateOf(d.floorPayRate)),
    isUsable: (d) => sql`(${d.state} <> 'UNUSABLE')`,
  },
  relations: {
    specification: one(
      () => specification,
      'specificationId',
      'The specification; null for buyers.',
    ),
  },
});

export const exclusiveDiscount: Reads<typeof ExclusiveDiscountEntity> = reads(
  ExclusiveDiscountType,
  ExclusiveDiscountEntity,
  {
    id: 'dsc',
    scope: scopeBy('status', 'id'),
    narrow: { 'csp.rep': ownCustomers },
    fields: {
      viewerActions: discountActions,
      listTotal: of('listTotalMinor', moneyOf),
      netTotal: of('netTotalMinor', moneyOf),
      savings: (d) => moneyOf(sql`${d.listTotalMinor} - ${d.netTotalMinor}`),
      note: unlessBuyer((d) => d.note),
      justification: unlessBuyer((d) => d.justification),
      termsVersion: unlessBuyer((d) => d.termsVersion, 'int'),
      shareRatio: unlessBuyer((d) => rateOf(d.shareRatio)),
      decidedByName: unlessBuyer((d) => d.decidedByName),
      decisionReason: unlessBuyer((d) => d.decisionReason),
      specialDecidedByName: unlessBuyer((d) => d.specialDecidedByName),
      specialReason: unlessBuyer((d) => d.specialReason),
      sellerDecidesNext: (
        d,
      ) => sql`(${d.status} = 'MANUAL_REVIEW' and ${policySql(belowFloorToSeller)} = 1
      and exists (select 1 from product o where o.id = ${d.productId} and o.sale_model = 'COMMON'))`,
      extendableUntil: (d) =>
        sql`case when ${d.status} in (${held}) then ${d.validUntil} + make_interval(days => ${policySql(maxDays)}::int) end`,
      isReviewDueProvisional: (d) => provisional(d.reviewDueAt),
      revokeReason: unlessBuyer((d) => d.revokeReason),
      privateUrl: code(['sharedId'], ({ sharedId }, secrets) =>
        typeof sharedId === 'string' ? offerPath(secrets, sharedId) : null,
      ),
      sharedId: onlyFor(
        mayShare,
        (d) => sql`case when ${d.status} = 'EFFECTIVE' then ${d.id}::text end`,
        'text',
      ),
    },
    relations: {
      lines: some(
        () => exclusiveDiscountLine,
        'discountId',
        'Its prices, one for each specification.',
        {
          orderBy: 'position',
          max: 100,
        },
      ),
      customer: one(
        () => customer,
        'customerId',
        'The customer; null for sellers, who know its name only.',
      ),
      product: one(
        () => product,
        'productId',
        'The product; null for buyers, who know its name only.',
      ),
      cspAuthorization: one(
        () => cspAuthorization,
        'cspAuthorizationId',
        'The CSP authorization under whose terms it was submitted; null for buyers.',
      ),
      jointSalesAuthorization: one(
        () => jointSalesAuthorization,
        'jointSalesAuthorizationId',
        'The joint-sales authorization under whose terms it was submitted; null for buyers.',
      ),
      seller: one(() => organization, 'sellerId', 'The seller of the product.', {
        nullable: false,
      }),
      partner: one(() => partner, 'partnerId', 'The partner that grants it.', { nullable: false }),
      createdBy: one(
        () => member,
        'createdById',
        'Who saved it first; null when a key did, or for the other sides.',
      ),
      predecessor: one(
        () => exclusiveDiscount,
        'predecessorId',
        'The discount after whose end it goes on (续期自); null when it extends none.',
      ),
      successor: chosen(
        () => exclusiveDiscount,
        {
          among: (s, d) => sql`${s.predecessorId} = ${d.id}`,
          first: (s) => sql`${s.createdAt} desc, ${s.id} desc`,
        },
        'The discount that was last asked for to go on after its end (续期为), in whatever state; null when it was not extended.',
      ),
      activities: page(
        () => activity,
        'subjectId',
        'What happened to it, as far as the viewer may know (动态).',
      ),
    },
    filters: {
      search: search(
        'searchKey',
        'Name, number, customer or product contain this; also in pinyin or initials.',
      ),
      status: anyOf('status', DiscountStatusEnum, 'In any of these states.'),
      origin: anyOf('origin', DiscountOriginEnum, 'Of any of these origins.'),
      customerId: idsOf('customerId', () => customer, 'For any of these customers.'),
      productId: idsOf('productId', () => product, 'On any of these products.'),
      sellerId: idsOf('sellerId', () => organization, 'On products of any of these sellers.'),
      partnerId: idsOf('partnerId', () => partner, 'From any of these partners.'),
      startsWithin: range('validFrom', 'Starts within this range.'),
      endsWithin: range('validUntil', 'Ends within this range.'),
      submittedWithin: range('submittedAt', 'Was submitted within this range.'),
    },
    orders: { CREATED: ['createdAt', 'id'], ENDING: ['validUntil', 'id'] },
    searchable: {
      title: 'name',
      code: 'number',
      note: ['customerName', 'productName'],
      newest: 1_000,
    },
    roots: {
      exclusiveDiscount: oneRoot('One exclusive discount.', {
        number: { column: 'number', description: 'Its readable number.' },
      }),
      exclusiveDiscounts: pageRoot('Exclusive discounts that the viewer may see.'),
    },
  },
);
