import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { copiesOf } from '../../../platform/db/parent-keys.ts';
import { CustomerEntity } from '../../customers/index.ts';
import { UpstreamAccountEntity } from '../account/upstream-account.entity.ts';
import { keepers } from '../parties.ts';

/** A charge of a customer in a month, as an account received it last. Amounts are in fen. */
export const UpstreamChargeEntity = aggregate({
  name: 'UpstreamCharge',
  parties: keepers(),
  copies: copiesOf(UpstreamAccountEntity, 'accountId', ['orgId']),
  properties: {
    ...p.base(),
    accountId: () => p.ref(UpstreamAccountEntity),
    orgId: p.uuid(),
    customerId: () => p.ref(CustomerEntity),
    /** Id that the upstream gave the charge. */
    upstreamId: p.text(),
    /** `2026-03`, in Asia/Shanghai. */
    month: p.text(),
    /** Id of the order, or of the transaction where none was placed. */
    tradeId: p.text(),
    isMarketplace: p.boolean(),
    isReservedInstance: p.boolean().default(false),
    isSupportPlan: p.boolean().default(false),
    tradedAt: p.instant().nullable(),
    officialMinor: p.bigint('bigint'),
    discountMinor: p.bigint('bigint'),
    payableMinor: p.bigint('bigint'),
    cashMinor: p.bigint('bigint'),
    creditMinor: p.bigint('bigint'),
    couponMinor: p.bigint('bigint'),
    cashCouponMinor: p.bigint('bigint'),
    storedValueMinor: p.bigint('bigint'),
    debtMinor: p.bigint('bigint'),
    writeOffMinor: p.bigint('bigint'),
    /** Decimal texts in yuan with more than two decimals, by amount; null without such a text. */
    received: p.json().$type<Record<string, string>>().nullable(),
  },
  uniques: [{ name: 'upstream_charge_once', properties: ['accountId', 'upstreamId'] }],
  indexes: [
    { name: 'upstream_charge_of_month', properties: ['accountId', 'month', 'customerId'] },
    { name: 'upstream_charge_of_customer', properties: ['customerId'] },
    { name: 'upstream_charge_of_trade', properties: ['accountId', 'tradeId'] },
  ],
});
export type UpstreamCharge = InferEntity<typeof UpstreamChargeEntity>;
