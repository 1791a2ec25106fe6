import type { InferEntity } from '@mikro-orm/core';
import { aggregate, partOf } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';
import { trigger } from '../../../platform/db/triggers.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { PRODUCT_TYPES } from '../../catalog/index.ts';
import { OrderLineEntity, SHARE_STRATEGIES } from '../../orders/index.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { toRefunds } from '../line/settled-sale.sql.ts';
import { SettlementBillEntity } from './bill.entity.ts';

export const BILL_LINE_KINDS = ['SALE', 'REFUND', 'ADJUSTMENT'] as const;

/**
 * SQL text: writes what a bill settled to the order lines of the changed bill lines, for lists that filter and sum it, and
 * then to their refunds.
 */
const toOrderLines = (changes: string): string =>
  `update ${sql.tableName(OrderLineEntity)} l set settled_minor = b.settlement_minor from (select distinct c.order_line_id from ${changes} c where c.kind <> 'ADJUSTMENT') x left join settlement_bill_line b on b.order_line_id = x.order_line_id and b.kind <> 'ADJUSTMENT' where l.id = x.order_line_id and l.settled_minor is distinct from b.settlement_minor; ${toRefunds(`select c.order_line_id from ${changes} c where c.kind <> 'ADJUSTMENT'`)}; return null`;

/** Settlement of one order line: inputs and result of the formula. Each line is settled in full once. */
export const SettlementBillLineEntity = aggregate({
  name: 'SettlementBillLine',
  parties: partOf(SettlementBillEntity, { id: 'billId' }),
  properties: {
    ...p.record(),
    billId: () => p.ref(SettlementBillEntity),
    position: p.integer(),
    partnerId: () => p.ref(PartnerEntity),
    orderLineId: () => p.ref(OrderLineEntity),
    kind: p.word(BILL_LINE_KINDS),
    productType: p.word(PRODUCT_TYPES),
    /** Month in which the line became billable, `YYYY-MM`; earlier than the bill's if it was carried over. */
    month: p.text(),
    cashMinor: p.bigint('bigint'),
    /** Amount to which the share ratio applies: the cash or the margin. */
    baseMinor: p.bigint('bigint'),
    currency: p.currency(),
    shareRatio: p.rate(),
    strategy: p.word(SHARE_STRATEGIES),
    productVatRate: p.rate(),
    serviceVatRate: p.rate(),
    settlementMinor: p.bigint('bigint'),
    /** Correction that the line bills. */
    adjustmentId: p.uuid().nullable(),
    // Inputs from other rows as the run read them, so that nothing that happens later changes a proof or its cost.
    orderNumber: p.text(),
    /** Position of the order line in its order, from 0. */
    orderPosition: p.integer(),
    /** Deal price of a sale, and its floor in a margin sale. */
    dealMinor: p.bigint('bigint').nullable(),
    floorMinor: p.bigint('bigint').nullable(),
    /** Cash of the sale that a refund returns, and what earlier lines settled, refunded and deducted of it. */
    saleCashMinor: p.bigint('bigint').nullable(),
    saleSettledMinor: p.bigint('bigint').nullable(),
    saleRefundedMinor: p.bigint('bigint').nullable(),
    saleDeductedMinor: p.bigint('bigint').nullable(),
  },
  uniques: [{ name: 'settlement_bill_line_of_adjustment', properties: ['adjustmentId'] }],
  checks: [
    {
      name: 'settlement_bill_line_adjustment',
      expression: `(kind = 'ADJUSTMENT') = (adjustment_id is not null)`,
    },
    {
      name: 'settlement_bill_line_sign',
      expression: `kind <> 'REFUND' or (settlement_minor <= 0 and cash_minor <= 0)`,
    },
    {
      name: 'settlement_bill_line_of_sale',
      expression: `(kind = 'SALE') = (deal_minor is not null) and (kind = 'SALE' and strategy = 'LEGACY_MARGIN') = (floor_minor is not null)`,
    },
    {
      name: 'settlement_bill_line_of_refund',
      expression: `num_nonnulls(sale_cash_minor, sale_settled_minor, sale_refunded_minor, sale_deducted_minor) = case when kind = 'REFUND' then 4 else 0 end`,
    },
  ],
  indexes: [
    {
      name: 'settlement_bill_line_once',
      expression: `create unique index settlement_bill_line_once on settlement_bill_line (order_line_id) where kind <> 'ADJUSTMENT'`,
    },
    { name: 'settlement_bill_line_of_bill', properties: ['billId', 'position', 'id'] },
    { name: 'settlement_bill_line_of_order_line', properties: ['orderLineId'] },
  ],
  triggers: [
    ...trigger.statements('bill_line_settles', 'settlement_bill_line', toOrderLines),
    {
      name: 'settlement_bill_line_issued',
      timing: 'before',
      events: ['insert', 'update', 'delete'],
      forEach: 'row',
      body: `if exists (select 1 from unnest(array[new.bill_id, old.bill_id]) x (id) where x.id is not null
        and not exists (select 1 from settlement_bill b where b.id = x.id and b.status = 'GENERATED')) then
        raise exception 'the bill of this line was sent: its lines cannot change'; end if; return coalesce(new, old)`,
    },
  ],
});
export type SettlementBillLine = InferEntity<typeof SettlementBillLineEntity>;
