import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { money } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type Floor, floorInForce } from '../../authorizations/index.ts';
import { PrivateOfferLineEntity } from '../../demands/index.ts';
import { ExclusiveDiscountLineEntity, grantAutomatically } from '../../discounts/index.ts';
import {
  type CustomerFacts,
  customerFacts,
  decide,
  factsOf,
} from '../attribution/attribution.read.ts';
import { type Decision, type KeptFacts, summaryOf } from '../attribution/attribution.ts';
import { type PriceTerms, priceTerms } from '../attribution/price-terms.read.ts';
import { goodsOf, type OrderGoods } from '../checkout/order-goods.read.ts';
import { type OrderLine, OrderLineEntity } from '../line/order-line.entity.ts';
import { linesOf } from '../line/order-lines.read.ts';
import { continuesDelivery, renewalStart } from '../line/order-renewal.read.ts';
import { STRATEGIES } from '../line/order-terms.ts';
import { outputVatRate, taxedSale } from '../line/output-vat.read.ts';
import { type Order, OrderEntity } from './order.entity.ts';

export interface PaymentInput {
  /** Whether the customer paid on credit and repays later (domain §3.1). */
  readonly onCredit?: boolean;
  /** Time of a payment that the upstream reports, and the facts of that time; by default now. */
  readonly reported?: {
    readonly at: Date;
    readonly facts: CustomerFacts;
    readonly credit?: ReportedCredit | undefined;
    /** Beginning and end of the service of each line, by upstream id. */
    readonly services: ReadonlyMap<string, ReportedService>;
  };
}

/** Credit with which an order was paid. */
export interface ReportedCredit {
  /** Time at which it was repaid in full; null while it is owed. */
  readonly repaidAt: Date | null;
}

/** Beginning and end of a service as the upstream reports them. */
export interface ReportedService {
  readonly effectiveAt?: Date | undefined;
  readonly expiresAt?: Date | undefined;
}

/** Returns the share of a line, frozen at its payment (domain §8 item 30); null until a share is agreed. */
function shareOf(
  { line, goods: { product }, granted }: Payment,
  floor: Floor | null,
): Pick<OrderLine, 'shareRatio' | 'strategy' | 'floorMinor'> {
  const agreed = granted?.shareRatio ?? floor?.shareRatio ?? null;
  if (agreed === null) return { shareRatio: null, strategy: null, floorMinor: null };
  const strategy = STRATEGIES[product.saleModel];
  if (strategy !== 'LEGACY_MARGIN') return { shareRatio: agreed, strategy, floorMinor: null };
  return {
    shareRatio: agreed,
    strategy,
    floorMinor: money.applyRate(
      line.listMinor,
      granted?.floorPayRate ?? floor?.payRate ?? product.floorPayRate,
    ),
  };
}

/** A line to pay, stored or about to be. */
export type PayableLine = Pick<
  OrderLine,
  'id' | 'orderNumber' | 'position' | 'instanceId' | 'customerId' | 'productId' | 'listMinor'
>;

export interface Payment {
  readonly order: Pick<Order, 'customerName' | 'orderType'>;
  readonly line: Readonly<PayableLine>;
  readonly goods: OrderGoods;
  /** Terms of the discount or the offer that prices the line. */
  readonly granted?: PriceTerms | undefined;
  readonly facts: KeptFacts;
  readonly decision: Decision;
  readonly at: Date;
  readonly service?: ReportedService | undefined;
  /** Null for a payment without credit. */
  readonly credit: ReportedCredit | null;
}

function repaymentOf(credit: ReportedCredit | null): Pick<OrderLine, 'repayment' | 'repaidAt'> {
  if (credit === null) return { repayment: 'NOT_APPLICABLE', repaidAt: null };
  const { repaidAt } = credit;
  return { repayment: repaidAt ? 'REPAID' : 'OUTSTANDING', repaidAt };
}

/**
 * Returns the columns that a payment freezes, for each line, and grants the automatic discounts. How the line is
 * delivered is another question: see `deliveryOf`.
 */
export async function freezeTerms(tx: Tx, payments: readonly Payment[]) {
  const terms = await Promise.all(
    payments.map(({ line, goods, decision: { partnerId }, at }) => {
      const { customerId, productId } = line;
      const slot = { partnerId: partnerId!, customerId, productId, at, isNow: at === tx.now };
      return Promise.all([
        partnerId === null ? null : floorInForce(tx, slot),
        outputVatRate(tx, taxedSale(goods), at),
      ]);
    }),
  );
  const shares = payments.map((payment, i) =>
    payment.decision.partnerId === null ? {} : shareOf(payment, terms[i]![0]),
  );
  const automatic = payments.flatMap(({ order, line, goods, decision, at }, i) =>
    decision.attribution === 'AUTO'
      ? {
          orderLineId: line.id,
          orderNumber: line.orderNumber,
          position: line.position,
          partnerId: decision.partnerId!,
          customerId: line.customerId,
          customerName: order.customerName,
          product: goods.product,
          specification: goods.specification,
          floor: terms[i]![0],
          at,
        }
      : [],
  );
  const granted = await grantAutomatically(tx, automatic);
  return payments.map(({ line, facts, decision, credit }, i) => {
    const own = granted[automatic.findIndex(({ orderLineId }) => orderLineId === line.id)];
    return {
      partnerId: decision.partnerId,
      attribution: decision.attribution,
      attributionReason: decision.reason,
      attributionFacts: facts,
      recordedAt: tx.now,
      ...(own && { discountId: own.id, discountLineId: own.lineId }),
      ...shares[i],
      vatRate: terms[i]![1],
      ...repaymentOf(credit),
    };
  });
}

/**
 * Returns how a paid line is delivered: at once, or under supervision until it is accepted (domain §3.4). A line that
 * goes on with a delivery is not supervised again. A renewal takes effect when the period before it ends, and is billed then
 * (domain §3.1).
 */
export async function deliveryOf(tx: Tx, payment: Payment) {
  const { goods, line, order, at, service } = payment;
  const isRenewal = order.orderType === 'RENEW';
  if (
    goods.product.supervisionTemplate !== null &&
    !(await continuesDelivery(tx, order.orderType, line.instanceId, at))
  )
    return {
      supervision: 'IN_PROGRESS',
      effectiveAt: null,
      expiresAt: null,
      status: 'PROCESSING',
    } as const;
  const effectiveAt =
    service?.effectiveAt ?? (isRenewal ? await renewalStart(tx, line.instanceId, at) : at);
  return {
    supervision: 'NOT_APPLICABLE',
    effectiveAt,
    expiresAt: service?.expiresAt ?? null,
    status: 'COMPLETED',
  } as const;
}

/** Refuses a payment at a discount or an offer that ended while the order was being placed. */
async function mustBePriced(tx: Tx, orderId: string): Promise<void> {
  const ended = sql.words(['UNUSABLE', 'REVOKED']);
  const found =
    await tx.rows(sql`select 1 from ${sql.table(OrderLineEntity)} l where l.order_id = ${orderId} and (
    exists (select 1 from ${sql.table(ExclusiveDiscountLineEntity)} p where p.id = l.discount_line_id and p.state in (${ended}))
    or exists (select 1 from ${sql.table(PrivateOfferLineEntity)} p where p.offer_id = l.private_offer_id
      and p.specification_id = l.specification_id and p.state in (${ended})))`);
  if (found.length > 0) throw refuse('PRICE_NOT_IN_FORCE');
}

/**
 * Decides the attribution of each line of a paid order and freezes its terms, as the system: the parties of the sale
 * see less than the decision needs. Prices stay as they were placed.
 */
export async function settlePayment(tx: Tx, order: Order, input: PaymentInput): Promise<void> {
  const at = input.reported?.at ?? tx.now;
  let summary: Decision | undefined;
  await tx.asSystem('orders', async (system) => {
    if (!input.reported) await mustBePriced(system, order.id);
    const lines = await linesOf(system, order.id);
    const productIds = [...new Set(lines.map(({ productId }) => productId))];
    const [goods, granted, known] = await Promise.all([
      goodsOf(
        system,
        { customerId: order.customerId, subjectId: null },
        lines.map(({ specificationId }) => specificationId),
        at,
      ),
      priceTerms(system, lines),
      input.reported?.facts ??
        customerFacts(system, order.customerId, order.selectedPartnerId ?? null, productIds, at),
    ]);
    const payments = lines.map((line, i): Payment => {
      const bought = goods.get(line.specificationId)!;
      const facts = factsOf(known, line.productId);
      const decision = decideLine(facts, bought, granted[i]?.partnerId);
      return {
        order,
        line,
        goods: bought,
        granted: granted[i],
        facts,
        decision,
        at,
        service: input.reported?.services.get(line.upstreamLineId ?? ''),
        credit: input.onCredit ? { repaidAt: null } : (input.reported?.credit ?? null),
      };
    });
    summary = summaryOf(payments.map(({ decision }) => decision));
    // Before the lines, whose partner must be that of the order.
    system.update(OrderEntity, (d) => sql`${d.id} = ${order.id}`, summaryColumns(summary));
    const frozen = await freezeTerms(system, payments);
    for (const [i, payment] of payments.entries())
      system.update(OrderLineEntity, (d) => sql`${d.id} = ${payment.line.id}`, {
        ...frozen[i]!,
        ...(await deliveryOf(system, payment)),
      });
  });
  Object.assign(order, summaryColumns(summary!), { paidAt: at });
}

/** Returns the attribution of a line; a discount or an offer that prices it names its partner. */
export const decideLine = (
  facts: KeptFacts,
  { product: { saleModel } }: OrderGoods,
  pricedByPartnerId: string | null | undefined,
): Decision => decide(facts, { saleModel, pricedByPartnerId: pricedByPartnerId ?? null });

export const summaryColumns = ({ attribution, partnerId, reason }: Decision) => ({
  attribution,
  partnerId,
  attributionReason: reason,
});
