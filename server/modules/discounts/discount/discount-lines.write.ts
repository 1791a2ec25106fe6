import type { Tx } from '../../../platform/command/types.ts';
import type { Transaction } from '../../../platform/db/transaction.ts';
import { refuse, type UserError } from '../../../platform/errors.ts';
import { money } from '../../../platform/money.ts';
import type { ReasonCode } from '../../../platform/reasons.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type Specification, SpecificationEntity } from '../../catalog/index.ts';
import { type LinePrice, priceLine, type RequestedPrice } from '../price/pricing.ts';
import type { ExclusiveDiscount } from './discount.entity.ts';
import { type ExclusiveDiscountLine, ExclusiveDiscountLineEntity } from './discount-line.entity.ts';

/** Price that a partner wants for one specification: exactly one of rate and net price is set. */
export interface LineInput {
  readonly specificationId: string;
  readonly payRate?: string;
  readonly netPrice?: string;
}

type Form = Readonly<Specification>;

export interface PricedLine {
  readonly specification: Form;
  readonly requested: RequestedPrice;
  readonly price: LinePrice;
}

const error = (code: ReasonCode, index: number, field: string, params = {}): UserError => ({
  code,
  field: ['lines', String(index), field],
  params,
});

/** Reads the specifications of a product. */
export const formsOf = (tx: Transaction, productId: string): Promise<readonly Form[]> =>
  tx.find(SpecificationEntity, (d) => sql`${d.productId} = ${productId}`);

/**
 * Prices the lines of a discount on one product at current list prices and against a floor, a pay rate above
 * 0 to 1. Refuses, line by line: a specification of another product (UNKNOWN_SPECIFICATION), one named twice
 * (DUPLICATE_SPECIFICATION) or delisted (SPECIFICATION_DELISTED), a net price above the list price
 * (PRICE_ABOVE_LIST), and a price that rounds to zero (INVALID_AMOUNT).
 */
export function priceLines(
  forms: readonly Form[],
  floorPayRate: string,
  lines: readonly LineInput[],
): PricedLine[] {
  const byId = new Map(forms.map((form) => [form.id, form]));
  const errors: UserError[] = [];
  const seen = new Set<string>();
  const priced = lines.flatMap(({ specificationId, payRate, netPrice }, i): PricedLine[] => {
    const specification = byId.get(specificationId);
    const field = netPrice === undefined ? 'payRate' : 'netPrice';
    const requested: RequestedPrice =
      netPrice === undefined ? { payRate: payRate! } : { netMinor: money.parse(netPrice) };
    if (!specification) {
      errors.push(error('UNKNOWN_SPECIFICATION', i, 'specificationId'));
      return [];
    }
    if (seen.has(specificationId))
      errors.push(error('DUPLICATE_SPECIFICATION', i, 'specificationId'));
    seen.add(specificationId);
    if (specification.status !== 'ON_SALE') {
      errors.push(error('SPECIFICATION_DELISTED', i, 'specificationId'));
    }
    const list = specification.listPriceMinor;
    if ('netMinor' in requested && requested.netMinor > list)
      errors.push(error('PRICE_ABOVE_LIST', i, field));
    const price = priceLine(list, floorPayRate, requested);
    if (price.netMinor <= 0n || price.payRate === '0')
      errors.push(error('INVALID_AMOUNT', i, field));
    return [{ specification, requested, price }];
  });
  refuse.ifAny(errors);
  return priced;
}

/** Sums the priced lines into columns of the discount. */
export const totalsOf = (lines: readonly PricedLine[]) => ({
  listTotalMinor: lines.reduce((sum, { specification }) => sum + specification.listPriceMinor, 0n),
  netTotalMinor: lines.reduce((sum, { price }) => sum + price.netMinor, 0n),
});

type StoredLine = Pick<
  ExclusiveDiscountLine,
  'specificationId' | 'listPriceMinor' | 'netPriceMinor'
>;

/** Parts usable lines by a delisting: of one specification, or without one of the whole product. */
export const afterDelisting = <L extends StoredLine>(
  lines: readonly L[],
  specificationId: string | undefined,
) =>
  Object.groupBy(lines, (line) =>
    specificationId && line.specificationId !== specificationId ? 'left' : 'lost',
  );

/** Sums the stored lines into columns of the discount. */
export const sumsOf = (lines: readonly StoredLine[]) => ({
  listTotalMinor: lines.reduce((sum, { listPriceMinor }) => sum + listPriceMinor, 0n),
  netTotalMinor: lines.reduce((sum, { netPriceMinor }) => sum + netPriceMinor, 0n),
});

/** Columns of a line that freeze its price. */
export const frozenPrice = ({ specification, price }: PricedLine, position: number) => ({
  specificationId: specification.id,
  specificationCode: specification.code,
  specificationName: specification.name,
  position,
  payRate: price.payRate,
  listPriceMinor: specification.listPriceMinor,
  netPriceMinor: price.netMinor,
});

export function writeLines(
  tx: Tx,
  row: ExclusiveDiscount,
  floorPayRate: string,
  lines: readonly PricedLine[],
): void {
  const { partnerId, sellerId, customerId, validFrom, validUntil } = row;
  const written = lines.map((line, position) => ({
    ...frozenPrice(line, position),
    id: tx.newId(),
    createdAt: tx.now,
    discountId: row.id,
    partnerId,
    sellerId,
    customerId,
    pricedBy: 'netMinor' in line.requested ? ('NET' as const) : ('RATE' as const),
    floorPayRate,
    state: row.status,
    validFrom,
    validUntil,
  }));
  tx.insert(ExclusiveDiscountLineEntity, written);
}

export async function replaceLines(
  tx: Tx,
  row: ExclusiveDiscount,
  floorPayRate: string,
  lines: readonly PricedLine[],
): Promise<void> {
  tx.write(sql`delete from exclusive_discount_line where discount_id = ${row.id}`);
  writeLines(tx, row, floorPayRate, lines);
}

export const linesOf = (
  tx: Transaction,
  discountId: string,
): Promise<readonly Readonly<ExclusiveDiscountLine>[]> =>
  tx.find(
    ExclusiveDiscountLineEntity,
    (d) => sql`${d.discountId} = ${discountId}`,
    (d) => d.position,
  );

/** Returns a stored line as the input that produced it. */
export const inputOfLine = (line: ExclusiveDiscountLine): LineInput =>
  line.pricedBy === 'NET'
    ? { specificationId: line.specificationId, netPrice: money.format(line.netPriceMinor) }
    : { specificationId: line.specificationId, payRate: line.payRate };
