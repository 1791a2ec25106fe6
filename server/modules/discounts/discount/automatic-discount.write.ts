import type { Tx } from '../../../platform/command/types.ts';
import type { Floor } from '../../authorizations/index.ts';
import { searchKey } from '../../partners/index.ts';
import { discountLife, termsOf } from './discount.life.ts';
import { discountNumbers } from './discount-draft.write.ts';
import { ExclusiveDiscountLineEntity } from './discount-line.entity.ts';

/** Order line that is attributed to a partner at its payment (domain §3 item 21). */
export interface AutomaticDiscount {
  readonly orderLineId: string;
  readonly orderNumber: string;
  /** Position of the line in its order, from 0. */
  readonly position: number;
  readonly partnerId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly product: {
    readonly id: string;
    readonly sellerId: string;
    readonly name: string;
    readonly floorPayRate: string;
  };
  readonly specification: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly listPriceMinor: bigint;
  };
  /** Terms of the partner at the payment; null while no share is agreed. */
  readonly floor: Floor | null;
  /** Time of the payment. */
  readonly at: Date;
}

/** One millisecond: the shortest validity, because the discount is for one order and ends with its payment (domain §8 item 7). */
const MOMENT = 1;

export interface GrantedAutomatically {
  readonly id: string;
  readonly lineId: string;
}

/**
 * Grants the automatic 100 % discounts of order lines that were paid at an instant, as the system. Each takes effect
 * and ends at once; one of an earlier payment is over when it is written. Returns them in the order of the lines. A
 * second one for the same order line violates `exclusive_discount_of_order_line`.
 */
export async function grantAutomatically(
  tx: Tx,
  grants: readonly AutomaticDiscount[],
): Promise<readonly GrantedAutomatically[]> {
  if (grants.length === 0) return [];
  const serials = await discountNumbers.serials(tx, grants.length);
  const rows = await tx.beginAll(
    discountLife,
    grants.map((one, i) => draftOf(tx, one, discountNumbers.of(tx.now, serials[i]!))),
    'grantAutomatically',
  );
  const inForce = rows.filter(({ status }) => status === 'EFFECTIVE').map(({ id }) => id);
  await tx.fire(discountLife, await tx.getAll(discountLife, inForce), 'end');
  // Written after the end: in effect, they would occupy their specifications.
  const lines = grants.map((one, i) => lineOf(tx, one, rows[i]!.id));
  tx.insert(ExclusiveDiscountLineEntity, lines);
  return lines.map(({ id: lineId, discountId }) => ({ id: discountId, lineId }));
}

const partiesOf = ({ partnerId, customerId, product }: AutomaticDiscount) => ({
  partnerId,
  sellerId: product.sellerId,
  customerId,
});

const validityOf = ({ at }: AutomaticDiscount) => ({
  validFrom: at,
  validUntil: new Date(at.getTime() + MOMENT),
});

function draftOf(tx: Tx, one: AutomaticDiscount, number: string) {
  const { product, specification, floor, at, customerName } = one;
  const name = `自动专属优惠 ${one.orderNumber}/${one.position + 1}`;
  const validity = validityOf(one);
  return {
    ...partiesOf(one),
    ...validity,
    productId: product.id,
    number,
    name,
    customerName,
    productName: product.name,
    searchKey: searchKey(number, name, customerName, product.name),
    origin: 'AUTO' as const,
    listTotalMinor: specification.listPriceMinor,
    netTotalMinor: specification.listPriceMinor,
    ...(floor && termsOf(floor)),
    submittedAt: at,
    activatedAt: at,
    orderLineId: one.orderLineId,
    ...(validity.validUntil <= tx.now && { status: 'EXPIRED' as const }),
  };
}

const lineOf = (tx: Tx, one: AutomaticDiscount, discountId: string) => {
  const { product, specification, floor } = one;
  return {
    ...partiesOf(one),
    ...validityOf(one),
    id: tx.newId(),
    createdAt: tx.now,
    discountId,
    specificationId: specification.id,
    specificationCode: specification.code,
    specificationName: specification.name,
    position: 0,
    pricedBy: 'RATE' as const,
    payRate: '1',
    listPriceMinor: specification.listPriceMinor,
    netPriceMinor: specification.listPriceMinor,
    floorPayRate: floor?.payRate ?? product.floorPayRate,
    state: 'EXPIRED' as const,
  };
};
