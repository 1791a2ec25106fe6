import { type Floor, floorInForce } from '../../modules/authorizations/index.ts';
import { type GrantedAutomatically, grantAutomatically } from '../../modules/discounts/index.ts';
import {
  chargingModeOf,
  currentTerms,
  monthsOf,
  type NewOrderLine,
  type Order,
  OrderEntity,
  OrderLineEntity,
  orderNumbers,
  outputVatRate,
  termsFamilyOf,
} from '../../modules/orders/index.ts';
import { searchKey } from '../../modules/partners/index.ts';
import { DAY, HOUR } from '../../platform/clock.ts';
import { commandTx, partsOf } from '../../platform/command/tx.ts';
import type { Tx } from '../../platform/command/types.ts';
import { setDeadline } from '../../platform/jobs/deadlines.ts';
import { money } from '../../platform/money.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { Buyer, Ending, Goods, Price, Specification } from './order-facts.ts';

export const MINUTE = HOUR / 60;

/** A customer's purchase with its random choices. */
export interface Purchase {
  readonly buyer: Buyer;
  readonly goods: Goods;
  readonly price: Price | null;
  /** Reason why a discount on the product, which is not used, bars an automatic one; null if none does. */
  readonly barred: 'DISCOUNT_IN_FORCE' | 'DISCOUNT_WITHIN_24_HOURS' | null;
  /** Service that the purchase renews; null for something new. */
  readonly renewed: Ending | null;
  readonly placedAt: Date;
  readonly random: SeededRandom;
}

type Facts = Pick<
  Order,
  'status' | 'orderType' | 'partnerId' | 'attribution' | 'attributionReason'
>;
type Line = Omit<
  NewOrderLine,
  'id' | 'createdAt' | 'orderId' | 'orderNumber' | 'position' | 'instanceId'
> &
  Partial<Pick<NewOrderLine, 'instanceId'>>;

const PART = '0.4';
const after = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY);

/** Writes the orders of one month. Writes nothing dated after the end of the history. */
export class OrderWriter {
  constructor(
    private readonly tx: Tx,
    private readonly end: Date,
  ) {}

  /** Writes one purchase and, for some of them, its return. */
  async enter(purchase: Purchase): Promise<void> {
    const { goods, renewed, placedAt, random } = purchase;
    const facts = this.factsOf(purchase);
    const { lines, floor } = await this.linesOf(purchase, facts);
    const returned = after(placedAt, random.between(2, 7));
    const returns =
      facts.status === 'COMPLETED' &&
      !goods.supervised &&
      !renewed &&
      returned <= this.end &&
      random.chance(0.06);
    const whole = returns && random.chance(0.5);
    const sold = await this.write(
      purchase,
      placedAt,
      { ...facts, status: whole ? 'REFUNDED' : facts.status },
      lines,
      floor,
    );
    if (!returns) return;
    const share = whole ? '1' : PART;
    await this.write(
      purchase,
      returned,
      { ...facts, orderType: 'UNSUBSCRIBE' },
      sold.map((line) => refundOf(line, share, returned)),
      floor,
    );
  }

  private factsOf({ buyer, goods, price, barred, renewed, placedAt, random }: Purchase): Facts {
    const orderType = renewed ? 'RENEW' : 'NEW';
    const unpaid = (status: 'PENDING_PAYMENT' | 'CANCELLED'): Facts => ({
      status,
      orderType,
      partnerId: null,
      attribution: 'NONE',
      attributionReason: 'NOT_PAID_YET',
    });
    if (placedAt > after(this.end, -2) && random.chance(0.6)) return unpaid('PENDING_PAYMENT');
    if (random.chance(0.04)) return unpaid('CANCELLED');
    // Requested until the acceptance; what is delivered at once is refunded without a request (domain §3.5).
    const requested = placedAt > after(this.end, -8) && random.chance(0.45);
    const status = requested && goods.supervised && !renewed ? 'REFUND_PENDING' : 'COMPLETED';
    const bound = buyer.boundAt !== null && buyer.boundAt <= placedAt;
    if (bound && (price || random.chance(0.85))) {
      if (barred && goods.saleModel !== 'COMMON')
        return {
          status,
          orderType,
          partnerId: null,
          attribution: 'NONE',
          attributionReason: barred,
        };
      const way = goods.saleModel === 'COMMON' ? 'SELECTED' : 'AUTO';
      return {
        status,
        orderType,
        partnerId: buyer.partnerId,
        attribution: price ? 'DISCOUNT' : way,
        attributionReason: null,
      };
    }
    const attributionReason = bound ? 'NO_PARTNER_SELECTED' : 'CUSTOMER_NOT_BOUND';
    return { status, orderType, partnerId: null, attribution: 'NONE', attributionReason };
  }

  /** One or two order lines, with the share ratio of the authorization in force on that day. */
  private async linesOf(
    purchase: Purchase,
    facts: Facts,
  ): Promise<{ lines: Line[]; floor: Floor | null }> {
    const { buyer, goods, price, renewed, placedAt, random } = purchase;
    const { customerId } = buyer;
    const { productId, sellerId, saleModel } = goods;
    const { partnerId, status } = facts;
    const offered = price
      ? goods.specifications.filter(({ id }) => price.lines.has(id))
      : goods.specifications;
    const wanted = renewed
      ? [renewed.specification]
      : random.shuffle(offered).slice(0, random.chance(0.2) ? 2 : 1);
    const floor = partnerId
      ? await floorInForce(this.tx, { partnerId, productId, customerId, at: placedAt })
      : null;
    const margin = saleModel === 'HUAWEI';
    const strategy = margin ? 'LEGACY_MARGIN' : saleModel === 'COMMON' ? 'OWN_SALE' : 'JOINT_SALE';
    const vatRates = await Promise.all(
      wanted.map(({ vatClass }) =>
        outputVatRate(this.tx, { saleModel, sellerId, vatClass }, placedAt),
      ),
    );
    const lines = wanted.map((specification, i) => {
      const amounts = amountsOf(specification, price, random);
      return {
        placedAt,
        partnerId,
        sellerId,
        customerId,
        productId,
        specificationId: specification.id,
        productName: goods.name,
        specificationName: specification.name,
        discountId: price?.discountId ?? null,
        discountLineId: price?.lines.get(specification.id)?.id ?? null,
        ...amounts,
        attribution: facts.attribution,
        attributionReason: facts.attributionReason,
        attributionFacts: partnerId
          ? {
              at: placedAt.toISOString(),
              selectedPartnerId: partnerId,
              boundPartnerId: partnerId,
              boundSince: buyer.boundAt!.toISOString(),
              blocking: null,
            }
          : null,
        recordedAt: null,
        refundKind: null,
        chargingMode: chargingModeOf(specification.period),
        periodMonths: monthsOf(specification.period),
        expiresAt: null,
        termsVersion: currentTerms(termsFamilyOf(goods.productType)!).version,
        upstreamLineId: null,
        privateOfferId: null,
        shareRatio: floor?.shareRatio ?? null,
        strategy: floor ? strategy : null,
        floorMinor: floor && margin ? money.applyRate(amounts.listMinor, floor.payRate) : null,
        vatRate: vatRates[i]!,
        ...this.progressOf(purchase, facts),
        ...(renewed && { instanceId: renewed.instanceId }),
        refundOfId: null,
        status,
      } satisfies Line;
    });
    return { lines, floor };
  }

  /** Acceptance and repayment up to the end of the history. */
  private progressOf({ goods, renewed, placedAt, random }: Purchase, { status }: Facts) {
    const unpaid = status === 'PENDING_PAYMENT' || status === 'CANCELLED';
    const acceptance = after(placedAt, random.between(4, 30));
    const repaid = random.chance(0.06) ? after(placedAt, 30) : null;
    const past = (at: Date): boolean => at <= this.end;
    // A renewal is not supervised again, and follows the period before it (domain §3.4).
    const supervised = goods.supervised && !renewed && !unpaid;
    const accepted =
      supervised && status !== 'REFUND_PENDING' && past(acceptance) ? acceptance : null;
    const delivered = new Date(
      Math.max(placedAt.getTime() + 15 * MINUTE, renewed?.until.getTime() ?? 0),
    );
    const onCredit = repaid !== null && !unpaid;
    return {
      supervision: !supervised ? 'NOT_APPLICABLE' : accepted ? 'COMPLETED' : 'IN_PROGRESS',
      supervisionCompletedAt: accepted,
      repayment: !onCredit ? 'NOT_APPLICABLE' : past(repaid) ? 'REPAID' : 'OUTSTANDING',
      repaidAt: onCredit && past(repaid) ? repaid : null,
      effectiveAt: unpaid ? null : supervised ? accepted : delivered,
    } as const;
  }

  private async write(
    purchase: Purchase,
    at: Date,
    facts: Facts,
    lines: readonly Line[],
    floor: Floor | null,
  ): Promise<NewOrderLine[]> {
    const { buyer, goods, price } = purchase;
    const { newId } = this.tx;
    const number = await orderNumbers.next(this.tx, at);
    const waits =
      facts.status === 'COMPLETED' &&
      lines.some(({ supervision }) => supervision === 'IN_PROGRESS');
    const status = waits ? 'PROCESSING' : facts.status;
    const unpaid = status === 'PENDING_PAYMENT' || status === 'CANCELLED';
    const accepted = lines.map(
      ({ supervisionCompletedAt }) => supervisionCompletedAt?.getTime() ?? 0,
    );
    const done = new Date(Math.max(at.getTime() + 15 * MINUTE, ...accepted));
    const sum = (key: 'listMinor' | 'dealMinor' | 'voucherMinor' | 'cashMinor'): bigint =>
      lines.reduce((total, line) => total + line[key], 0n);
    const order = {
      id: newId(),
      createdAt: at,
      number,
      ...facts,
      status,
      customerId: buyer.customerId,
      customerName: buyer.name,
      discountId: price?.discountId ?? null,
      searchKey: searchKey(number, buyer.name, goods.name),
      placedAt: at,
      paymentDueAt: new Date(
        Math.min(after(at, 7).getTime(), price?.until.getTime() ?? Number.POSITIVE_INFINITY),
      ),
      paidAt: unpaid ? null : new Date(at.getTime() + 5 * MINUTE),
      completedAt: unpaid || waits ? null : done,
      listTotalMinor: sum('listMinor'),
      dealTotalMinor: sum('dealMinor'),
      voucherTotalMinor: sum('voucherMinor'),
      cashTotalMinor: sum('cashMinor'),
    };
    this.tx.insert(OrderEntity, order);
    if (status === 'PENDING_PAYMENT') await this.awaitPayment(order);
    const grants = facts.attribution === 'AUTO' && facts.orderType !== 'UNSUBSCRIBE';
    const written: NewOrderLine[] = [];
    for (const [position, line] of lines.entries()) {
      const id = newId();
      const automatic = grants
        ? await this.grant(purchase, line, { id, position, number, at: order.paidAt!, floor })
        : null;
      written.push({
        ...line,
        ...(automatic && { discountId: automatic.id, discountLineId: automatic.lineId }),
        id,
        instanceId: line.instanceId ?? id,
        createdAt: at,
        orderId: order.id,
        position,
        orderNumber: number,
        status,
      });
    }
    this.tx.insert(OrderLineEntity, written);
    return written;
  }

  /** Grants the automatic discount of a line at its payment. */
  private async grant(
    { buyer, goods }: Purchase,
    { specificationId }: Line,
    line: { id: string; position: number; number: string; at: Date; floor: Floor | null },
  ): Promise<GrantedAutomatically> {
    const { unit, context } = partsOf(this.tx);
    const form = goods.specifications.find(({ id }) => id === specificationId)!;
    const grant = {
      at: line.at,
      orderLineId: line.id,
      orderNumber: line.number,
      position: line.position,
      partnerId: buyer.partnerId,
      customerId: buyer.customerId,
      customerName: buyer.name,
      product: { ...goods, id: goods.productId },
      specification: { ...form, listPriceMinor: form.listMinor },
      floor: line.floor,
    };
    const [granted] = await grantAutomatically(commandTx(unit, { ...context, now: line.at }), [
      grant,
    ]);
    return granted!;
  }

  /** Starts the time to pay of an order. */
  private awaitPayment(order: {
    id: string;
    number: string;
    customerId: string;
    customerName: string;
    placedAt: Date;
    paymentDueAt: Date;
    cashTotalMinor: bigint;
  }): Promise<void> {
    return setDeadline(this.tx, {
      now: order.placedAt,
      subjectType: 'Order',
      subjectId: order.id,
      event: 'expire',
      kind: 'INSTANT',
      dueAt: order.paymentDueAt,
      onExpiry: 'CANCELLED',
      actsSide: 'CUSTOMER',
      customerId: order.customerId,
      amountMinor: order.cashTotalMinor,
      label: `${order.number} ${order.customerName}`,
    });
  }
}

function amountsOf({ id, listMinor }: Specification, price: Price | null, random: SeededRandom) {
  const quantity = random.chance(0.3) ? random.between(2, 5) : 1;
  const payRate = price?.lines.get(id)?.payRate ?? '1';
  const whole = listMinor * BigInt(quantity);
  const dealMinor = money.applyRate(whole, payRate);
  // A voucher is barred beside a partner's discount (domain §8 item 33).
  const voucherMinor = random.chance(0.1) && price === null ? dealMinor / 20n : 0n;
  return {
    quantity,
    payRate,
    listMinor: whole,
    dealMinor,
    voucherMinor,
    cashMinor: dealMinor - voucherMinor,
  };
}

/** A line with the negative amounts of a sold line, or of a share of it. */
function refundOf(line: NewOrderLine, share: string, at: Date): Line {
  const part = (amount: bigint): bigint => -money.applyRate(amount, share);
  const [dealMinor, voucherMinor] = [part(line.dealMinor), part(line.voucherMinor)];
  return {
    ...line,
    placedAt: at,
    listMinor: part(line.listMinor),
    dealMinor,
    voucherMinor,
    cashMinor: dealMinor - voucherMinor,
    floorMinor:
      line.floorMinor === null || line.floorMinor === undefined ? null : part(line.floorMinor),
    effectiveAt: new Date(at.getTime() + 15 * MINUTE),
    repayment: 'NOT_APPLICABLE',
    repaidAt: null,
    refundOfId: line.id,
  };
}
