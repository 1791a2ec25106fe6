import type { Tx } from '../../../platform/command/types.ts';
import { Columns } from '../../../platform/sql/columns.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { BillDetail } from '../../../sources/huawei-bss/index.ts';
import { CustomerEntity, noteFirstCash } from '../../customers/index.ts';
import { reportCredits } from '../../orders/index.ts';
import type { Applied, FeedAccount, RefusedRow } from '../feed/feed.ts';
import { MARKETPLACE } from '../order/bss-order.ts';
import { AMOUNT_NAMES, AMOUNTS } from './amounts.ts';
import { flagCharges } from './charge-flags.write.ts';
import { creditsOf } from './credit.read.ts';
import { CustomerConsumptionEntity } from './customer-consumption.entity.ts';
import { UpstreamChargeEntity } from './upstream-charge.entity.ts';

const columns = AMOUNT_NAMES.map(Columns.nameOf);
const each = (text: (column: string, name: string) => string) =>
  sql.raw(columns.map((column, i) => text(column, AMOUNT_NAMES[i]!)).join(', '));
const all = each((column) => column);

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

const charges = sql.table(UpstreamChargeEntity);
const months = sql.table(CustomerConsumptionEntity);

/**
 * Writes charges by their upstream ids, the sums of the months that they belong to, the credit of their orders, and the
 * first cash of their customers. A charge of an unknown customer is refused.
 */
export async function writeCharges(
  tx: Tx,
  account: FeedAccount,
  given: readonly BillDetail[],
): Promise<Applied> {
  // The last one of a page counts.
  const latest = [...new Map(given.map((row) => [row.detailId, row])).values()];
  const customers = new Map(
    (
      await tx.find(
        CustomerEntity,
        (d) => sql`${d.upstreamId} = any(${latest.map(({ customerId }) => customerId)}::text[])`,
      )
    ).map(({ id, upstreamId }) => [upstreamId!, id]),
  );
  const refused = latest.flatMap(({ detailId: key, cycle, customerId }): RefusedRow[] => {
    if (!MONTH.test(cycle)) return [{ key, code: 'NOT_A_TIME', path: 'bill_cycle' }];
    return customers.has(customerId)
      ? []
      : [{ key, code: 'UPSTREAM_CUSTOMER_UNKNOWN', path: 'customer_id' }];
  });
  const bad = new Set(refused.map(({ key }) => key));
  const rows = latest.flatMap((row) => {
    const customerId = customers.get(row.customerId);
    return customerId && !bad.has(row.detailId) ? [rowOf(tx, row, customerId)] : [];
  });
  if (rows.length === 0) return { written: 0, unchanged: 0, refused };
  const changed = await tx.rows<{
    customerId: string;
    month: string;
    tradeId: string;
    isMarketplace: boolean;
  }>(sql`
    insert into ${charges} as c (id, created_at, account_id, org_id, customer_id, upstream_id, month, trade_id, is_marketplace,
      is_reserved_instance, is_support_plan, traded_at, ${all}, received)
    select r.id, ${tx.now}, ${account.id}::uuid, ${account.orgId}::uuid, r."customerId", r."upstreamId", r.month, r."tradeId",
      r."isMarketplace", r."isReservedInstance", r."isSupportPlan", r."tradedAt", ${each((_, name) => `r."${name}"`)}, r.received
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r(id uuid, "customerId" uuid, "upstreamId" text, month text, "tradeId" text,
      "isMarketplace" boolean, "isReservedInstance" boolean, "isSupportPlan" boolean, "tradedAt" timestamptz, ${each((_, name) => `"${name}" bigint`)}, received jsonb)
    on conflict (account_id, upstream_id) do update set month = excluded.month, trade_id = excluded.trade_id,
      is_reserved_instance = excluded.is_reserved_instance, is_support_plan = excluded.is_support_plan, traded_at = excluded.traded_at, received = excluded.received, ${each((c) => `${c} = excluded.${c}`)}
    where (c.month, c.trade_id, c.is_reserved_instance, c.is_support_plan, c.traded_at, ${each((c) => `c.${c}`)})
      is distinct from (excluded.month, excluded.trade_id, excluded.is_reserved_instance, excluded.is_support_plan, excluded.traded_at, ${each((c) => `excluded.${c}`)})
    returning c.customer_id as "customerId", c.month, c.trade_id as "tradeId", c.is_marketplace as "isMarketplace"`);
  if (changed.length > 0) await sumUp(tx, account, changed);
  const orders = changed.flatMap(({ tradeId, isMarketplace }) => (isMarketplace ? [tradeId] : []));
  await reportCredits(tx, await creditsOf(tx, account, orders));
  await noteFirstCash(
    tx,
    rows.flatMap(({ customerId, tradedAt, cashMinor }) =>
      tradedAt && BigInt(cashMinor) > 0n ? [{ customerId, at: tradedAt }] : [],
    ),
  );
  await flagCharges(tx, [...new Set(rows.map(({ customerId }) => customerId))]);
  return { written: changed.length, unchanged: rows.length - changed.length, refused };
}

const rowOf = (tx: Tx, row: BillDetail, customerId: string) => {
  const received = AMOUNT_NAMES.flatMap((name) => {
    const text = row[AMOUNTS[name]].received;
    return text === null ? [] : [[name, text] as const];
  });
  return {
    id: tx.newId(),
    customerId,
    upstreamId: row.detailId,
    month: row.cycle,
    tradeId: row.tradeId,
    isMarketplace: row.serviceTypeCode === MARKETPLACE,
    isReservedInstance: row.chargeMode === 'RESERVED_INSTANCE',
    isSupportPlan: row.type === 'SUPPORT_PLAN',
    tradedAt: row.tradedAt,
    received: received.length > 0 ? Object.fromEntries(received) : null,
    ...(Object.fromEntries(
      AMOUNT_NAMES.map((name) => [name, String(row[AMOUNTS[name]].fen)]),
    ) as Record<(typeof AMOUNT_NAMES)[number], string>),
  };
};

/** Computes the sums of months again; a month keeps its row as long as the sums are the same. */
async function sumUp(
  tx: Tx,
  { orgId }: FeedAccount,
  changed: readonly { readonly customerId: string; readonly month: string }[],
): Promise<void> {
  const keys = [...new Map(changed.map((one) => [`${one.customerId}:${one.month}`, one])).values()];
  const given = JSON.stringify(keys.map((key) => ({ ...key, id: tx.newId() })));
  await tx.rows(sql`
    insert into ${months} as m (id, created_at, partner_id, customer_id, month, ${all})
    select k.id, ${tx.now}, ${orgId}::uuid, k."customerId", k.month, ${each((c) => `sum(c.${c})`)}
    from jsonb_to_recordset(${given}::jsonb) k(id uuid, "customerId" uuid, month text)
      join ${charges} c on c.org_id = ${orgId}::uuid and c.customer_id = k."customerId" and c.month = k.month
    group by k.id, k."customerId", k.month
    on conflict (partner_id, customer_id, month) do update set ${each((c) => `${c} = excluded.${c}`)}
    where (${each((c) => `m.${c}`)}) is distinct from (${each((c) => `excluded.${c}`)})`);
}
