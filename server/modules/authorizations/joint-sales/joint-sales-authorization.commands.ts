import { calendar } from '../../../platform/calendar.ts';
import { bulkOf } from '../../../platform/command/bulk.ts';
import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity, priceInput, product, rateInput } from '../../catalog/index.ts';
import { customer } from '../../customers/index.ts';
import { partner } from '../../partners/index.ts';
import {
  customerInput,
  oneCustomer,
  ownCustomer,
  partnerOfProgramme,
  sellable,
} from '../authorization.write.ts';
import { jointSalesLife } from './joint-sales-authorization.life.ts';
import { jointSalesAuthorization } from './joint-sales-authorization.read.ts';
import { grantDirectly, request } from './joint-sales-grant.write.ts';

const constraints = {
  joint_sales_authorization_slot: 'AUTHORIZATION_OVERLAPS',
  joint_sales_authorization_one_request: 'REQUEST_OPEN',
} as const;

const shareRatio = rateInput("Share ratio of the partner, above 0, at most the product's maximum.");
const floorPayRate = rateInput(
  'Floor pay rate (底价): lowest pay rate without a special request, above 0 to 1.',
);
const validFrom = field.instant(
  'First instant of validity; by default now. A time earlier today counts as now.',
);
const validUntil = field.instant('First instant after the validity.');
const note = field.optional(field.text('Message to the seller.', { max: 1000 }));
const caps = {
  maxCustomers: field.optional(
    field.integer('Largest number of customers; by default unlimited.', { min: 1, max: 1_000_000 }),
  ),
  maxCashPerMonth: field.optional(
    priceInput(
      'Monthly cash consumption in CNY beyond which no new discount can be submitted; by default unlimited.',
    ),
  ),
};

const ask = command({
  name: 'jointSalesAuthorizationRequest',
  description:
    "Requests an authorization from a seller, who must decide within the days that the site's policy sets.",
  roles: ['csp.owner', 'csp.manager'],
  fields: {
    productId: field.id(() => product, 'Joint-operation product that is on sale.'),
    customerId: field.optional(
      field.id(() => customer, 'Customer; by default all customers of the partner.'),
    ),
    shareRatio,
    floorPayRate: field.optional(floorPayRate),
    validFrom: field.optional(validFrom),
    validUntil,
    note,
  },
  payload: { jointSalesAuthorization: () => jointSalesAuthorization },
  idempotent: true,
  constraints,
  async run(tx, { productId, customerId, ...requested }) {
    const goods = await sellable(tx, productId, 'JOINT_OPERATION');
    const whom = {
      ...(await partnerOfProgramme(tx, tx.viewer.tenantId)),
      ...(await ownCustomer(tx, customerId)),
    };
    return { jointSalesAuthorization: (await request(tx, goods, whom, requested, null)).id };
  },
});

const renew = command({
  name: 'jointSalesAuthorizationRenew',
  description:
    'Requests a renewal of the authorization: a new request, with the same terms unless others are given.',
  roles: ['csp.owner', 'csp.manager'],
  fields: {
    id: field.id(() => jointSalesAuthorization, 'Authorization to renew; it may have ended.'),
    shareRatio: field.optional(shareRatio),
    floorPayRate: field.optional(floorPayRate),
    validFrom: field.optional(
      field.instant(
        'First instant of validity; by default the end of the renewed authorization, or now.',
      ),
    ),
    validUntil: field.optional(
      field.instant('First instant after the validity; instead of `months`.'),
    ),
    months: field.optional(
      field.integer(
        'Length in calendar months, from the start of the new validity (续期月数); instead of `validUntil`.',
        { min: 1, max: 60 },
      ),
    ),
    note,
  },
  payload: { jointSalesAuthorization: () => jointSalesAuthorization },
  idempotent: true,
  constraints,
  async run(tx, { id, months, validUntil: until, ...requested }) {
    if ((until === undefined) === (months === undefined))
      throw refuse('END_OR_MONTHS', 'validUntil');
    const old = await tx.get(jointSalesLife, id);
    await tx.fire(jointSalesLife, old, 'renew');
    const goods = await sellable(tx, old.productId, 'JOINT_OPERATION');
    const { partnerId, partnerName } = old;
    const whom = {
      partnerId,
      partnerName,
      customerId: old.customerId ?? null,
      customerName: old.customerName ?? null,
    };
    const validFrom = requested.validFrom ?? (old.validUntil > tx.now ? old.validUntil : undefined);
    const terms = {
      ...requested,
      shareRatio: requested.shareRatio ?? old.shareRatio,
      floorPayRate: requested.floorPayRate ?? old.floorPayRate,
      validFrom,
      validUntil: until ?? calendar.addMonths(validFrom ?? calendar.startOfDay(tx.now), months!),
    };
    return { jointSalesAuthorization: (await request(tx, goods, whom, terms, old.id)).id };
  },
});

const inBulk = bulkOf(jointSalesAuthorization, {
  label: (d) => sql`concat_ws(' · ', ${d.productName}, ${d.partnerName})`,
});
/** The seller can undo the decision for some seconds. */
const decision = { ...inBulk, held: true };

/** In bulk, requests are granted on the requested terms only, and only within the product's limits. */
const granting = bulkOf(jointSalesAuthorization, {
  ...decision,
  fields: ['reason'],
  alone: {
    code: 'TERMS_BEYOND_STANDARD',
    when: (d) => sql`exists (select 1 from ${sql.table(ProductEntity)} p where p.id = ${d.productId}
      and (${d.shareRatio} > p.standard_share_ratio or ${d.floorPayRate} < p.floor_pay_rate))`,
  },
});

const grantAsked = eventCommand(jointSalesLife, 'grant', {
  description:
    'Grants a request, on its terms or on others; both stay readable. It takes effect at its start, or at once.',
  fields: {
    shareRatio: field.optional(shareRatio),
    floorPayRate: field.optional(floorPayRate),
    validFrom: field.optional(validFrom),
    validUntil: field.optional(validUntil),
    ...caps,
    reason: field.optional(field.reason('Message to the partner.')),
  },
  constraints,
  bulk: granting,
});

const grantFreely = command({
  name: 'jointSalesAuthorizationGrantDirectly',
  description: 'Grants a partner an authorization without a request.',
  roles: ['seller.manager'],
  fields: {
    productId: field.id(() => product, 'Joint-operation product of the seller that is on sale.'),
    partnerId: field.id(() => partner, 'Partner of the program.'),
    ...customerInput,
    shareRatio,
    floorPayRate: field.optional(floorPayRate),
    validFrom: field.optional(validFrom),
    validUntil,
    ...caps,
    reason: field.optional(field.reason('Message to the partner.')),
  },
  rules: [oneCustomer],
  payload: { jointSalesAuthorization: () => jointSalesAuthorization },
  idempotent: true,
  constraints,
  async run(tx, input) {
    return { jointSalesAuthorization: (await grantDirectly(tx, input)).id };
  },
});

export const jointSalesCommands: readonly AnyCommand[] = [
  ask,
  grantAsked,
  grantFreely,
  eventCommand(jointSalesLife, 'refuse', {
    description: 'Refuses a request.',
    fields: { reason: field.reason('Reason; visible to the partner.') },
    bulk: decision,
  }),
  eventCommand(jointSalesLife, 'withdraw', {
    description: 'Withdraws a request before it is decided.',
    bulk: inBulk,
  }),
  eventCommand(jointSalesLife, 'amend', {
    description:
      'Replaces all terms. They apply to discounts submitted and orders paid from now on; earlier ones keep their version.',
    fields: { shareRatio, floorPayRate, validUntil, ...caps },
    constraints,
  }),
  eventCommand(jointSalesLife, 'revoke', {
    description: 'Revokes the authorization (终止). Effective discounts run to their end.',
    fields: { reason: field.reason('Reason; visible to the partner.') },
  }),
  // The terms stay: others are justified one by one.
  { ...renew, bulk: { ...inBulk, fields: ['months', 'note'] } },
];
