import type { Transaction } from '../../../platform/db/transaction.ts';
import { globalId } from '../../../platform/ids.ts';
import { money, Ratio } from '../../../platform/money.ts';
import { mustBeSold, ProductEntity, specification } from '../../catalog/index.ts';
import {
  grantableFloor,
  isBound,
  overlaps,
  reviewDue,
  sellerFollows,
  sellerReviews,
} from '../discount/discount.facts.ts';
import { maxDays } from '../discount/discount.policies.ts';
import { formsOf, type LineInput, priceLines, totalsOf } from '../discount/discount-lines.write.ts';
import type { DiscountQuoteType } from './discount-quote.type.ts';

export interface QuoteInput {
  readonly customerId: string;
  readonly productId: string;
  readonly lines: readonly LineInput[];
  readonly validFrom?: Date;
  readonly validUntil?: Date;
  readonly discountId?: string;
}

export type Quote = Omit<DiscountQuoteType, 'userErrors'>;

/**
 * Returns prices and reviewers for these lines, computed by the functions that also submit them. Throws a Refusal for
 * terms that may not be granted and lines that cannot be priced.
 */
export async function quote(tx: Transaction, now: Date, input: QuoteInput): Promise<Quote> {
  const { customerId, productId, validFrom, validUntil, discountId } = input;
  const goods = await tx.get(ProductEntity, productId);
  mustBeSold(goods);
  const partnerId = tx.viewer.tenantId;
  const floor = await grantableFloor(tx, {
    partnerId,
    customerId,
    productId,
    at: now,
    isNow: true,
  });
  const lines = priceLines(await formsOf(tx, productId), floor.payRate, input.lines);
  const specificationIds = lines.map((line) => line.specification.id);
  const taken =
    validFrom && validUntil
      ? await overlaps(tx, { customerId, specificationIds, validFrom, validUntil, discountId })
      : new Map();
  const { listTotalMinor, netTotalMinor } = totalsOf(lines);
  const special = lines.some((line) => line.price.belowFloor);
  const reviewer = special
    ? 'OPERATOR'
    : (await sellerReviews(tx, goods.saleModel, now))
      ? 'SELLER'
      : 'SYSTEM';
  return {
    lines: lines.map(({ specification: form, price }) => ({
      specificationId: globalId(specification.spec.id, form.id),
      specificationName: form.name,
      listPrice: money.wire(form.listPriceMinor),
      payRate: price.payRate,
      netPrice: money.wire(price.netMinor),
      floorPayRate: Ratio.text(floor.payRate),
      floorPrice: money.wire(money.applyRate(form.listPriceMinor, floor.payRate)),
      belowFloor: price.belowFloor,
      overlap: taken.get(form.id) ?? null,
    })),
    listTotal: money.wire(listTotalMinor),
    netTotal: money.wire(netTotalMinor),
    savings: money.wire(listTotalMinor - netTotalMinor),
    shareRatio: floor.shareRatio,
    sales: lines.map(({ specification: form, price }) => ({
      saleModel: goods.saleModel,
      sellerId: goods.sellerId,
      vatClass: form.vatClass,
      netMinor: price.netMinor,
      floorMinor: money.applyRate(form.listPriceMinor, floor.payRate),
    })),
    customerBound: await isBound(tx, partnerId, customerId),
    reviewer,
    nextReviewer: special && (await sellerFollows(tx, goods.saleModel, now)) ? 'SELLER' : null,
    startsBefore: floor.validUntil,
    maxDays: await maxDays.value(tx, now),
    reviewDueAt: reviewer === 'SYSTEM' ? null : await reviewDue(tx, now),
  };
}
