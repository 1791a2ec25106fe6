import type { Tx } from '../../../platform/command/types.ts';
import { money } from '../../../platform/money.ts';
import { computed } from '../../../platform/read/computed.ts';
import { Columns } from '../../../platform/sql/columns.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import type { ProductType } from '../../catalog/index.ts';
import { SettlementBillLineEntity, serviceVatSql } from '../../settlement/index.ts';
import { InvoiceEntity } from '../invoice.entity.ts';

/** Name of the service on the invoice: tax category between asterisks, then the service. */
const TAX_ITEM = '*信息技术服务*推广服务费';

/** VAT rate of the invoice: that of its document, or the one in force now (domain §5.5). */
const invoiceRate = (d: Columns<'vatRate' | 'partnerId' | 'billVatRate'>): Sql =>
  sql`coalesce(${d.vatRate}, ${serviceVatSql(d.partnerId)}, ${d.billVatRate})`;

/**
 * The invoice list (开票清单) as JSON: the bill's lines by product type. The net amounts are rounded down, and the fen
 * that their sum lacks go to the largest remainders, so that the columns add up to the bill.
 */
export const invoiceListJson = (
  d: Columns<'billId' | 'vatRate' | 'partnerId' | 'billVatRate'>,
): Sql => sql`(
  select json_agg(json_build_object('position', x.position, 'item', ${sql.literal(TAX_ITEM)}, 'productType', x.product_type,
      'lineCount', x.lines, 'vatRate', ${computed.rate(sql.raw('x.rate'))}, 'gross', ${computed.money(sql.raw('x.gross'))},
      'net', ${computed.money(sql.raw('x.net'))}, 'tax', ${computed.money(sql.raw('x.gross - x.net'))}) order by x.position)
  from (
    select s.*, (s.low + (rank() over (order by s.exact - s.low desc, s.position) <= s.total - sum(s.low) over ())::int)::bigint as net
    from (
      select g.*, r.rate, floor(e.exact) as low, e.exact, row_number() over (order by g.product_type)::int as position,
        ${sql.raw(money.sql.netOfVat('sum(g.gross) over ()', 'r.rate'))} as total
      from (select l.product_type, sum(l.settlement_minor)::bigint as gross, count(*)::int as lines
          from ${sql.table(SettlementBillLineEntity)} l where l.bill_id = ${d.billId} group by l.product_type) g
        cross join (select ${invoiceRate(d)} as rate) r
        cross join lateral (select g.gross / (1 + r.rate) as exact) e) s) x)`;

interface Amount {
  readonly amount: string;
}

export interface InvoiceListLine {
  readonly position: number;
  readonly item: string;
  readonly productType: ProductType;
  readonly lineCount: number;
  readonly vatRate: string;
  readonly gross: Amount;
  readonly net: Amount;
  readonly tax: Amount;
}

/** Reads the invoice list of an invoice that the transaction sees. */
export async function invoiceListOf(
  tx: Tx,
  invoiceId: string,
): Promise<readonly InvoiceListLine[]> {
  const d = Columns.in('i', InvoiceEntity);
  const [row] = await tx.rows<{ list: readonly InvoiceListLine[] }>(
    sql`select ${invoiceListJson(d)} as list from ${sql.table(InvoiceEntity)} i where i.id = ${invoiceId}`,
  );
  return row?.list ?? [];
}
