import { createHash } from 'node:crypto';
import { money, Ratio } from '../../../platform/money.ts';

/** Header of a bill, as far as its seal covers it. Amounts are minor units, rates decimal text. */
export interface SealedBill {
  /** Month of the bill, `YYYY-MM`. */
  readonly period: string;
  readonly grossMinor: bigint;
  readonly netMinor: bigint;
  readonly taxMinor: bigint;
  readonly carriedInMinor: bigint;
  readonly serviceVatRate: string;
}

/** Line of a bill, as far as its seal covers it. */
export interface SealedLine {
  readonly orderNumber: string;
  /** Position of the line in its order, from 0. */
  readonly orderPosition: number;
  readonly kind: string;
  readonly productType: string;
  /** Month in which the line became billable, `YYYY-MM`. */
  readonly month: string;
  readonly cashMinor: bigint;
  readonly baseMinor: bigint;
  readonly shareRatio: string;
  readonly strategy: string;
  readonly productVatRate: string;
  readonly serviceVatRate: string;
  readonly settlementMinor: bigint;
}

/**
 * Returns the canonical text of a bill: a JSON array without spaces that holds the header and then each line in the
 * order of the bill. Amounts are decimal text with two decimals, rates without trailing zeros. Ids, clock times and
 * the bill's number are not part of it, so that the same inputs always make the same text.
 */
export function canonicalBill(bill: SealedBill, lines: readonly SealedLine[]): string {
  return JSON.stringify([
    {
      period: bill.period,
      currency: money.currency,
      gross: money.format(bill.grossMinor),
      net: money.format(bill.netMinor),
      tax: money.format(bill.taxMinor),
      carriedIn: money.format(bill.carriedInMinor),
      serviceVatRate: Ratio.text(bill.serviceVatRate),
      lineCount: lines.length,
    },
    ...lines.map((line) => ({
      order: line.orderNumber,
      orderPosition: line.orderPosition,
      kind: line.kind,
      productType: line.productType,
      month: line.month,
      cash: money.format(line.cashMinor),
      base: money.format(line.baseMinor),
      shareRatio: Ratio.text(line.shareRatio),
      strategy: line.strategy,
      productVatRate: Ratio.text(line.productVatRate),
      serviceVatRate: Ratio.text(line.serviceVatRate),
      settlement: money.format(line.settlementMinor),
    })),
  ]);
}

/** Returns the seal (校验码) of a bill: the SHA-256 of its canonical text in hex. Two countersigners sign it. */
export const sealOf = (bill: SealedBill, lines: readonly SealedLine[]): string =>
  createHash('sha256').update(canonicalBill(bill, lines)).digest('hex');

const text = (value: string): string => `to_json((${value})::text)::text`;
const amount = (minor: string): string => `'"' || ${money.sql.format(minor)} || '"'`;
const rate = (value: string): string => `'"' || trim_scale(${value})::text || '"'`;
const object = (fields: readonly (readonly [name: string, value: string])[]): string =>
  `'{' || ${fields.map(([name, value]) => `'"${name}":' || ${value}`).join(` || ',' || `)} || '}'`;

const header = object([
  ['period', text('b.period')],
  ['currency', text('b.currency')],
  ['gross', amount('b.gross_minor')],
  ['net', amount('b.net_minor')],
  ['tax', amount('b.tax_minor')],
  ['carriedIn', amount('b.carried_in_minor')],
  ['serviceVatRate', rate('b.service_vat_rate')],
  ['lineCount', 'b.line_count::text'],
]);

const line = object([
  ['order', text('l.order_number')],
  ['orderPosition', 'l.order_position::text'],
  ['kind', text('l.kind')],
  ['productType', text('l.product_type')],
  ['month', text('l.month')],
  ['cash', amount('l.cash_minor')],
  ['base', amount('l.base_minor')],
  ['shareRatio', rate('l.share_ratio')],
  ['strategy', text('l.strategy')],
  ['productVatRate', rate('l.product_vat_rate')],
  ['serviceVatRate', rate('l.service_vat_rate')],
  ['settlement', amount('l.settlement_minor')],
]);

/** SQL text of {@link sealOf} for the stored bill `b`. */
export const sealSql = `encode(sha256(convert_to('[' || ${header} || (
  select string_agg(',' || ${line}, '' order by l.position)
  from settlement_bill_line l where l.bill_id = b.id) || ']', 'UTF8')), 'hex')`;
