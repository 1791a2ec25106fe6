import { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { ExclusiveDiscountLineEntity } from '../../discounts/index.ts';
import { type OrderLine, OrderLineEntity } from '../../orders/index.ts';
import { BillAdjustmentEntity } from '../adjustment/adjustment.entity.ts';
import type { SettlementBill } from '../bill/bill.entity.ts';
import type { SettlementBillLine } from '../bill/bill-line.entity.ts';
import { type FormulaRule, takesRestSql } from '../formula/formulas.ts';
import { serviceVatSql } from '../formula/service-vat.read.ts';
import { estimate, settledSale } from '../line/line-billing.read.ts';

// SQL of the facts that `derive` explains: JSON of texts by input name, with the rule and the stored result.

type Row<T> = Columns<keyof T & string>;

const rule = (name: FormulaRule): Sql => sql.literal(name);
const minor = (amount: Sql): Sql => sql`(${amount})::bigint::text`;
const rate = (value: Sql): Sql => sql`trim_scale(${value})::text`;

const facts = (values: Readonly<Record<string, Sql>>): Sql =>
  sql`json_build_object(${sql.join(
    Object.entries(values).map(([name, value]) => sql`${sql.literal(name)}, ${value}`),
    ', ',
  )})`;

const LINES = sql.tableName(OrderLineEntity);

/** Facts of the settlement of a bill line. */
export const billLineFacts = (d: Row<SettlementBillLine>): Sql => {
  const takesRest = sql.raw(
    takesRestSql({
      refund: `-(${sql.textOf(d.cashMinor)})`,
      settled: sql.textOf(d.saleSettledMinor),
      refunded: sql.textOf(d.saleRefundedMinor),
      deducted: sql.textOf(d.saleDeductedMinor),
      cash: sql.textOf(d.saleCashMinor),
    }),
  );
  const common = { result: minor(d.settlementMinor) };
  return sql`case ${d.kind}
    when 'SALE' then ${facts({
      ...common,
      rule: d.strategy,
      cash: minor(d.cashMinor),
      dealPrice: minor(d.dealMinor),
      floorPrice: minor(d.floorMinor),
      shareRatio: rate(d.shareRatio),
      productVatRate: rate(d.productVatRate),
      serviceVatRate: rate(d.serviceVatRate),
    })}
    when 'REFUND' then ${facts({
      ...common,
      rule: sql`case when ${takesRest} then ${rule('REFUND_REST')} else ${rule('REFUND_PART')} end`,
      settled: minor(d.saleSettledMinor),
      refund: minor(d.cashMinor),
      originalCash: minor(d.saleCashMinor),
      deducted: minor(d.saleDeductedMinor),
    })}
    else ${facts({ ...common, rule: rule('ADJUSTMENT'), adjustment: sql`(select a.amount_minor::text from ${sql.table(BillAdjustmentEntity)} a where a.id = ${d.adjustmentId})` })} end`;
};

/** Facts of the estimate of an order line at current rates; null without one. */
export const estimateFacts = (d: Row<OrderLine>): Sql => {
  return sql`(select case
    when e.minor is null then null
    when w.refund_of_id is null then ${facts({
      result: minor(sql.raw('e.minor')),
      rule: sql.raw('w.strategy'),
      cash: minor(sql.raw('w.cash_minor')),
      dealPrice: minor(sql.raw('w.deal_minor')),
      floorPrice: minor(sql.raw('w.floor_minor')),
      shareRatio: rate(sql.raw('w.share_ratio')),
      productVatRate: rate(sql.raw('w.vat_rate')),
      serviceVatRate: rate(serviceVatSql(sql.raw('w.partner_id'))),
    })}
    else ${facts({
      result: minor(sql.raw('e.minor')),
      rule: rule('REFUND_PART'),
      settled: minor(sql.raw(settledSale(Columns.in('w')))),
      refund: minor(sql.raw('w.cash_minor')),
      originalCash: minor(sql.raw('w.sale_cash_minor')),
    })} end
    from ${sql.raw(LINES)} w cross join lateral (select ${estimate(Columns.in('w'))} as minor) e where w.id = ${d.id})`;
};

/** Facts of the deal price of a sale line: by the pay rate, or by the net price of its discount. Null for others. */
export const dealPriceFacts = (d: Row<OrderLine>): Sql => sql`case
  when ${d.refundOfId} is not null then null
  when round(${d.listMinor}::numeric * ${d.payRate})::bigint = ${d.dealMinor} then ${facts({
    result: minor(d.dealMinor),
    rule: rule('PRICE_BY_RATE'),
    listPrice: minor(d.listMinor),
    payRate: rate(d.payRate),
  })}
  else (select ${facts({
    result: minor(d.dealMinor),
    rule: rule('PRICE_BY_NET'),
    netPrice: minor(sql.raw('n.net_price_minor')),
    quantity: sql`${d.quantity}::text`,
  })} from ${sql.table(ExclusiveDiscountLineEntity)} n where n.id = ${d.discountLineId} and n.net_price_minor * ${d.quantity} = ${d.dealMinor}) end`;

const sumsByKind = (result: Sql, sales: Sql, refunds: Sql, adjustments: Sql): Sql =>
  facts({
    result: minor(result),
    rule: rule('BILL_GROSS'),
    sales: minor(sales),
    refunds: minor(refunds),
    adjustments: minor(adjustments),
  });

/** Facts of the amounts of a bill. */
export const billFacts = {
  gross: (d: Row<SettlementBill>): Sql =>
    sumsByKind(d.grossMinor, d.salesMinor, d.refundsMinor, d.adjustmentsMinor),
  carriedIn: (d: Row<SettlementBill>): Sql =>
    sumsByKind(
      d.carriedInMinor,
      d.carriedSalesMinor,
      d.carriedRefundsMinor,
      d.carriedAdjustmentsMinor,
    ),
  net: (d: Row<SettlementBill>): Sql =>
    facts({
      result: minor(d.netMinor),
      rule: rule('BILL_NET'),
      gross: minor(d.grossMinor),
      serviceVatRate: rate(d.serviceVatRate),
    }),
  tax: (d: Row<SettlementBill>): Sql =>
    facts({
      result: minor(d.taxMinor),
      rule: rule('BILL_TAX'),
      gross: minor(d.grossMinor),
      net: minor(d.netMinor),
    }),
};
