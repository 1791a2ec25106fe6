import { asSystem } from '../../platform/command/as-system.ts';
import type { Tx } from '../../platform/command/types.ts';
import { money } from '../../platform/money.ts';
import { sql } from '../../platform/sql/sql.ts';
import { type Floor, floorInForce } from '../authorizations/index.ts';
import { ExclusiveDiscountEntity, grantAutomatically } from '../discounts/index.ts';
import { customerFacts, decide, factsOf } from './attribution.read.ts';
import { type Decision, type KeptFacts, summaryOf } from './attribution.ts';
import { type Order, OrderEntity } from './order.entity.ts';
import { marginShare } from './order.policies.ts';
import { goodsOf, type OrderGoods } from './order-goods.read.ts';
import { type OrderLine, OrderLineEntity } from './order-line.entity.ts';
import { renewalStart } from './order-renewal.read.ts';
import { STRATEGIES } from './order-terms.ts';
import { outputVatRate } from './output-vat.read.ts';

export interface PaymentInput {
  /** Whether the customer paid on credit and repays later (domain §3.1). */
  readonly onCredit?: boolean;
}

export const linesOf = (tx: Tx, orderId: string): Promise<readonly Readonly<OrderLine>[]> =>
  tx.find(
    OrderLineEntity,
    (d) => sql`${d.orderId} = ${orderId}`,
    (d) => d.position,
  );

/** Returns the share of a line, frozen at its payment (domain §8 item 30); none while none is agreed. */
async function shareOf(
  tx: Tx,
  line: OrderLine,
  { product }: OrderGoods,
  floor: Floor | null,
  discountShare: string | null,
): Promise<Pick<OrderLine, 'shareRatio' | 'strategy' | 'floorMinor'>> {
  // A discount keeps the terms under which it was submitted to its end (domain §4.3b).
  const agreed = discountShare ?? floor?.shareRatio ?? null;
  if (agreed === null) return { shareRatio: null, strategy: null, floorMinor: null };
  const strategy = STRATEGIES[product.saleModel];
  if (strategy !== 'LEGACY_MARGIN') return { shareRatio: agreed, strategy, floorMinor: null };
  return {
    shareRatio: String(await marginShare.value(tx, tx.now)),
    strategy,
    floorMinor: money.applyRate(line.listMinor, floor?.payRate ?? product.floorPayRate),
  };
}

/**
 * Returns how a paid line is delivered: at once, or under supervision until it is accepted (domain §3.4). A renewal is
 * not supervised again; it takes effect when the period before it ends, and is billed then (domain §3.1).
 */
async function deliveryOf(
  tx: Tx,
  { product }: OrderGoods,
  { instanceId }: Readonly<OrderLine>,
  orderType: Order['orderType'],
) {
  const isRenewal = orderType === 'RENEW';
  if (product.supervisionTemplate !== null && !isRenewal)
    return { supervision: 'IN_PROGRESS', effectiveAt: null, status: 'PROCESSING' } as const;
  const effectiveAt = isRenewal ? await renewalStart(tx, instanceId) : tx.now;
  return { supervision: 'NOT_APPLICABLE', effectiveAt, status: 'COMPLETED' } as const;
}

interface Payment {
  readonly order: Order;
  readonly line: Readonly<OrderLine>;
  readonly goods: OrderGoods;
  readonly facts: KeptFacts;
  readonly decision: Decision;
  readonly input: PaymentInput;
}

/** Freezes the terms of one line, grants its automatic discount, and delivers it if nothing is supervised. */
async function payLine(
  tx: Tx,
  { order, line, goods, facts, decision, input }: Payment,
): Promise<void> {
  const { partnerId } = decision;
  const { customerId, productId, discountId } = line;
  const { product, specification } = goods;
  const slot = partnerId && { partnerId, customerId, productId, at: tx.now, isNow: true };
  const [floor, vatRate, [used]] = await Promise.all([
    slot ? floorInForce(tx, slot) : null,
    outputVatRate(tx, specification.vatClass, tx.now),
    tx.find(ExclusiveDiscountEntity, (d) => sql`${d.id} = ${discountId ?? null}::uuid`),
  ]);
  const share = partnerId ? await shareOf(tx, line, goods, floor, used?.shareRatio ?? null) : {};
  const automatic =
    decision.attribution === 'AUTO'
      ? await grantAutomatically(tx, {
          orderLineId: line.id,
          orderNumber: line.orderNumber,
          position: line.position,
          partnerId: partnerId!,
          customerId,
          customerName: order.customerName,
          product,
          specification,
          floor,
        })
      : null;
  tx.update(OrderLineEntity, (d) => sql`${d.id} = ${line.id}`, {
    partnerId,
    attribution: decision.attribution,
    attributionReason: decision.reason,
    attributionFacts: facts,
    ...(automatic && { discountId: automatic.id, discountLineId: automatic.lineId }),
    ...share,
    vatRate,
    repayment: input.onCredit ? 'OUTSTANDING' : 'NOT_APPLICABLE',
    ...(await deliveryOf(tx, goods, line, order.orderType)),
  });
}

/**
 * Decides the attribution of each line of a paid order and freezes its terms, as the system: the parties of the sale
 * see less than the decision needs. Prices stay as they were placed.
 */
export async function settlePayment(tx: Tx, order: Order, input: PaymentInput): Promise<void> {
  let summary: Decision | undefined;
  await asSystem(tx, 'orders', async (system) => {
    const lines = await linesOf(system, order.id);
    const productIds = [...new Set(lines.map(({ productId }) => productId))];
    const [goods, known] = await Promise.all([
      goodsOf(
        system,
        order.customerId,
        lines.map(({ specificationId }) => specificationId),
        tx.now,
      ),
      customerFacts(system, order.customerId, order.selectedPartnerId ?? null, productIds, tx.now),
    ]);
    const payments = lines.map((line): Payment => {
      const bought = goods.get(line.specificationId)!;
      const facts = factsOf(known, line.productId);
      const decision = decide(facts, {
        saleModel: bought.product.saleModel,
        // The partner of a discount is the selected one; see `priceOrder`.
        pricedByPartnerId: line.discountId ? facts.selectedPartnerId : null,
      });
      return { order, line, goods: bought, facts, decision, input };
    });
    summary = summaryOf(payments.map(({ decision }) => decision));
    // Before the lines, whose partner must be that of the order.
    system.update(OrderEntity, (d) => sql`${d.id} = ${order.id}`, summaryColumns(summary));
    for (const payment of payments) await payLine(system, payment);
  });
  Object.assign(order, summaryColumns(summary!), { paidAt: tx.now });
}

const summaryColumns = ({ attribution, partnerId, reason }: Decision) => ({
  attribution,
  partnerId,
  attributionReason: reason,
});
