import { actions } from '../../../platform/read/actions.ts';
import { computed } from '../../../platform/read/computed.ts';
import { type Filter, type Reads, reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { measure } from '../../../platform/read/measures.ts';
import { sight, unlessBuyer, visibleTo } from '../../../platform/read/visible.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { Role } from '../../../platform/viewer.ts';
import { jointSalesAuthorization } from '../../authorizations/index.ts';
import {
  ProductEntity,
  product,
  productDelisted,
  SpecificationEntity,
  specification,
} from '../../catalog/index.ts';
import { activity, customer } from '../../customers/index.ts';
import { ENDED_STATES, ExclusiveDiscountEntity, exclusiveDiscount } from '../../discounts/index.ts';
import { exceedsMailLimit, mailFacts, organization } from '../../identity/index.ts';
import { partner } from '../../partners/index.ts';
import { customerDemand } from '../demand/demand.read.ts';
import { PrivateOfferEntity } from './offer.entity.ts';
import { offerMachine } from './offer.machine.ts';
import {
  PrivateOfferLineType,
  PrivateOfferRecipientType,
  PrivateOfferStatusEnum,
  PrivateOfferType,
} from './offer.type.ts';
import { privateOfferLinks } from './offer-link.read.ts';
import { PrivateOfferLineEntity, PrivateOfferRecipientEntity } from './offer-parts.entity.ts';

const offerActions = actions(offerMachine, PrivateOfferEntity, {
  ...mailFacts,
  // Each recipient gets a mail. The seller may not see which of them have a contact, so all count.
  overMailLimit: (d, v) => exceedsMailLimit(v.tenantId, d.customerCount),
  productDelisted,
  specificationDelisted: (d) => sql`exists (
    select 1 from ${sql.table(PrivateOfferLineEntity)} l join ${sql.table(SpecificationEntity)} s on s.id = l.specification_id
    where l.offer_id = ${d.id} and s.status <> 'ON_SALE')`,
  discountDrafted: (d) => sql`exists (
    select 1 from ${sql.table(ExclusiveDiscountEntity)} x where x.id = ${d.discountId}
      and x.status not in (${sql.words(ENDED_STATES)}))`,
});

export const privateOfferRecipient = reads(PrivateOfferRecipientType, PrivateOfferRecipientEntity, {
  id: 'por',
  fields: {
    cloudAccount: unlessBuyer((d) => d.cloudAccount),
    privateUrl: computed.code(['sharedId'], ({ sharedId }, secrets) =>
      typeof sharedId === 'string' ? privateOfferLinks.path(secrets, sharedId, null) : null,
    ),
    // A link opens a session that changes data, so only the seller, who may share it, sees it, and no key that only reads.
    sharedId: visibleTo(
      sight.roles('seller.manager'),
      (d, v) =>
        sql`(select ${d.id}::text from ${sql.table(PrivateOfferEntity)} o
          where o.id = ${d.offerId} and o.status = 'EFFECTIVE' and ${v.mayWrite})`,
    ),
  },
  relations: {
    customer: relation.one(
      () => customer,
      'customerId',
      'Customer; null if the viewer may see the name only.',
    ),
  },
});

export const privateOfferLine = reads(PrivateOfferLineType, PrivateOfferLineEntity, {
  id: 'pvl',
  fields: {
    listPrice: computed.money('listPriceMinor'),
    netPrice: computed.money('netPriceMinor'),
    payRate: computed.rate('payRate'),
    isUsable: (d) => sql`(${d.state} <> 'UNUSABLE')`,
  },
  relations: {
    specification: relation.one(
      () => specification,
      'specificationId',
      'Specification; null for customers.',
    ),
  },
});

const byText = filter.search(
  'searchKey',
  'Text that the number, name, product or (except for customers) first customer must contain; matches pinyin and initials, too.',
);

/** A customer has few offers, and may not learn the name of the first customer from the search text. */
const searchFilter: Filter<'searchKey' | 'number' | 'name' | 'productId'> = {
  ...byText,
  where: (d, use) => {
    const shown = sql`(lower(${d.number} || ' ' || ${d.name}) || ' ' || (
      select o.search_key from ${sql.table(ProductEntity)} o where o.id = ${d.productId}))`;
    const searchKey = Role.sideOf(use.role) === 'customer' ? shown : d.searchKey;
    return byText.where({ searchKey }, use);
  },
};

export const privateOffer: Reads<typeof PrivateOfferEntity> = reads(
  PrivateOfferType,
  PrivateOfferEntity,
  {
    id: 'pvo',
    fields: {
      viewerActions: offerActions,
      listTotal: computed.money('listTotalMinor'),
      netTotal: computed.money('netTotalMinor'),
      customerName: unlessBuyer((d) => d.customerName),
      customerCount: unlessBuyer((d) => d.customerCount, 'int'),
      shareRatio: unlessBuyer((d) => computed.rate(d.shareRatio)),
      floorPayRate: unlessBuyer((d) => computed.rate(d.floorPayRate)),
      note: unlessBuyer((d) => d.note),
      createdByName: unlessBuyer((d) => d.createdByName),
      decisionReason: unlessBuyer((d) => d.decisionReason),
      revokeReason: unlessBuyer((d) => d.revokeReason),
    },
    relations: {
      lines: relation.some(
        () => privateOfferLine,
        'offerId',
        'Prices, one for each specification.',
        {
          orderBy: 'position',
          max: 100,
        },
      ),
      recipients: relation.some(
        () => privateOfferRecipient,
        'offerId',
        'Customers that the offer lists; a customer sees itself only.',
        { orderBy: 'position', max: 50 },
      ),
      seller: relation.one(() => organization, 'sellerId', 'Seller of the product.', {
        nullable: false,
      }),
      product: relation.one(
        () => product,
        'productId',
        'Product; null for customers, who may see the name only.',
      ),
      partner: relation.one(
        () => partner,
        'partnerId',
        'Partner of the demand; null if nobody asked for the offer, and for customers.',
      ),
      demand: relation.one(
        () => customerDemand,
        'demandId',
        'Demand that the offer answers; null if nobody asked for it, and for customers.',
      ),
      jointSalesAuthorization: relation.one(
        () => jointSalesAuthorization,
        'jointSalesAuthorizationId',
        'Authorization that came with the offer; null without a partner, if the partner had one for the customer already, and for customers.',
      ),
      exclusiveDiscount: relation.one(
        () => exclusiveDiscount,
        'discountId',
        'Latest discount that the partner drafted from the offer, as far as the viewer may see it.',
      ),
      activities: relation.page(
        () => activity,
        'subjectId',
        'History of the offer, as far as the viewer may see it (动态).',
      ),
    },
    filters: {
      search: searchFilter,
      status: filter.anyOf('status', PrivateOfferStatusEnum, 'States to include.'),
      sellerId: filter.ids('sellerId', () => organization, 'Sellers to include.'),
      partnerId: filter.ids('partnerId', () => partner, 'Partners to include.'),
      productId: filter.ids('productId', () => product, 'Products to include.'),
      endsWithin: filter.range('validUntil', 'Range in which the validity ends.'),
    },
    holds: { searchKey: ['number', 'name', 'productName', 'customerName'] },
    measures: { netTotal: measure.sum('netTotalMinor', 'Sum of the net totals.') },
    orders: {
      CREATED: ['createdAt', 'id'],
      ENDING: ['validUntil', 'id'],
      NET_TOTAL: ['netTotalMinor', 'id'],
    },
    searchable: { title: 'name', code: 'number', note: ['productName'], newest: 1_000 },
    keys: { number: 'Readable number.' },
    roots: {
      privateOffer: { one: 'One private offer.' },
      privateOffers: { page: "Private offers in the viewer's scope." },
    },
  },
);
