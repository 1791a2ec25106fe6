import type { Tx } from '../../platform/command/types.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { Floor } from '../authorizations/index.ts';
import { searchKey } from '../partners/index.ts';
import { discountLife, termsOf } from './discount.life.ts';
import { numberOf } from './discount-draft.write.ts';
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
}

/** One millisecond: the shortest validity, because the discount is for one order and ends with its payment (domain §8 item 7). */
const MOMENT = 1;

/**
 * Grants the automatic 100 % discount of one order line, as the system. It takes effect now and ends now. Returns its
 * id and the id of its line. A second one for the same order line violates `exclusive_discount_of_order_line`.
 */
export async function grantAutomatically(
  tx: Tx,
  { product, specification, floor, ...line }: AutomaticDiscount,
): Promise<{ readonly id: string; readonly lineId: string }> {
  const [known] = await tx.rows<{ serial: string }>(
    sql`select nextval('exclusive_discount_serial')::text as serial`,
  );
  const number = numberOf(tx, known!.serial);
  const name = `自动专属优惠 ${line.orderNumber}/${line.position + 1}`;
  const validity = { validFrom: tx.now, validUntil: new Date(tx.now.getTime() + MOMENT) };
  const parties = {
    partnerId: line.partnerId,
    sellerId: product.sellerId,
    customerId: line.customerId,
  };
  const row = await tx.begin(
    discountLife,
    {
      ...parties,
      ...validity,
      productId: product.id,
      number,
      name,
      customerName: line.customerName,
      productName: product.name,
      searchKey: searchKey(number, name, line.customerName, product.name),
      origin: 'AUTO',
      listTotalMinor: specification.listPriceMinor,
      netTotalMinor: specification.listPriceMinor,
      ...(floor && termsOf(floor)),
      submittedAt: tx.now,
      activatedAt: tx.now,
      orderLineId: line.orderLineId,
    },
    'grantAutomatically',
  );
  await tx.fire(discountLife, await tx.get(discountLife, row.id), 'end');
  const lineId = tx.newId();
  // Written after the end: in effect, it would occupy the specification.
  tx.insert(ExclusiveDiscountLineEntity, {
    ...parties,
    ...validity,
    id: lineId,
    createdAt: tx.now,
    discountId: row.id,
    specificationId: specification.id,
    specificationCode: specification.code,
    specificationName: specification.name,
    position: 0,
    pricedBy: 'RATE',
    payRate: '1',
    listPriceMinor: specification.listPriceMinor,
    netPriceMinor: specification.listPriceMinor,
    floorPayRate: floor?.payRate ?? product.floorPayRate,
    state: 'EXPIRED',
  });
  return { id: row.id, lineId };
}
