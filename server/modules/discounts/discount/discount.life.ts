import { calendar } from '../../../platform/calendar.ts';
import { DAY } from '../../../platform/clock.ts';
import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import { tracked } from '../../../platform/command/tracked.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse, type UserError } from '../../../platform/errors.ts';
import { Ratio } from '../../../platform/money.ts';
import type { ReasonCode } from '../../../platform/reasons.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Floor } from '../../authorizations/index.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { endLinksOf } from '../../identity/index.ts';
import type { ExclusiveDiscount, UnusableReason } from './discount.entity.ts';
import {
  grantableFloor,
  isBound,
  type Overlap,
  overlaps,
  reviewDue,
  sellerFollows,
  sellerReviews,
} from './discount.facts.ts';
import { discountMail, mailOffer } from './discount.mail.ts';
import { maxDays } from './discount.policies.ts';
import { exclusiveDiscount } from './discount.read.ts';
import { type DraftInput, rewriteDraft } from './discount-draft.write.ts';
import { ExclusiveDiscountLineEntity } from './discount-line.entity.ts';
import {
  afterDelisting,
  formsOf,
  inputOfLine,
  linesOf,
  priceLines,
  replaceLines,
  sumsOf,
  totalsOf,
} from './discount-lines.write.ts';

const overlapError = ({ number, name }: Overlap, index: number): UserError => ({
  code: 'OVERLAPPING_PERIOD',
  field: ['lines', String(index), 'specificationId'],
  params: { number, name },
});

/** Refuses a discount that overlaps with a granted one, and names that one. */
async function mustBeFree(tx: Tx, row: ExclusiveDiscount): Promise<void> {
  const { id: discountId, customerId, validFrom, validUntil } = row;
  const lines = await linesOf(tx, row.id);
  const specificationIds = lines.map((line) => line.specificationId);
  const taken = await overlaps(tx, {
    discountId,
    customerId,
    specificationIds,
    validFrom,
    validUntil,
  });
  const errors = specificationIds.flatMap((id, i) => {
    const overlap = taken.get(id);
    return overlap ? [overlapError(overlap, i)] : [];
  });
  refuse.ifAny(errors);
}

/**
 * Locks the specifications of a discount and refuses overlaps. The locks precede the exclusion constraint, in
 * one order for all: transactions that wait for each other inside the constraint would deadlock (reliability
 * §5.3).
 */
async function occupy(tx: Tx, row: ExclusiveDiscount): Promise<void> {
  const lines = await linesOf(tx, row.id);
  for (const specificationId of lines.map((line) => line.specificationId).sort()) {
    tx.lock('ExclusiveDiscountSlot', `${row.customerId}:${specificationId}`);
  }
  await mustBeFree(tx, row);
}

const NO_TERMS = {
  cspAuthorizationId: null,
  jointSalesAuthorizationId: null,
  termsVersion: null,
  shareRatio: null,
};

/**
 * Returns the terms of a discount at submission. They apply to its end, even if the authorization changes.
 */
export const termsOf = ({ source, authorizationId, version, shareRatio }: Floor) => ({
  cspAuthorizationId: source === 'CSP_AUTHORIZATION' ? authorizationId : null,
  jointSalesAuthorizationId: source === 'JOINT_SALES_AUTHORIZATION' ? authorizationId : null,
  termsVersion: version,
  shareRatio,
});

/** Returns all errors in the validity of a discount submitted under this floor (domain §3.3). */
async function periodErrors(
  tx: Tx,
  { validFrom, validUntil }: ExclusiveDiscount,
  floor: Floor,
): Promise<UserError[]> {
  const errors: UserError[] = [];
  const add = (code: ReasonCode, field: string, params = {}) =>
    errors.push({ code, field: [field], params });
  if (validFrom <= tx.now) add('START_IN_PAST', 'validFrom');
  if (floor.validUntil && validFrom >= floor.validUntil) {
    const last = calendar.lastDay(floor.validUntil);
    add('START_AFTER_AUTHORIZATION', 'validFrom', { last });
  }
  const days = await maxDays.value(tx, tx.now);
  if (validUntil.getTime() - validFrom.getTime() > days * DAY)
    add('PERIOD_TOO_LONG', 'validUntil', { days });
  return errors;
}

/**
 * Freezes list prices, and the floor and share ratio of the authorization in force (domain §4.3b, §4.4). A
 * price below the floor needs a justification; errors are reported per line, together with those of the
 * validity.
 */
async function freeze(
  tx: Tx,
  row: ExclusiveDiscount,
  justification: string | null,
): Promise<boolean> {
  const { partnerId, customerId, productId } = row;
  const floor = await grantableFloor(
    tx,
    { partnerId, customerId, productId, at: tx.now, isNow: true },
    tx.lock,
  );
  const asked = (await linesOf(tx, row.id)).map(inputOfLine);
  const lines = priceLines(await formsOf(tx, productId), floor.payRate, asked);
  const below = lines.flatMap(({ price, requested }, i): UserError[] =>
    price.belowFloor
      ? [
          {
            code: 'BELOW_FLOOR',
            field: ['lines', String(i), 'netMinor' in requested ? 'netPrice' : 'payRate'],
            params: { floor: Ratio.text(floor.payRate) },
          },
        ]
      : [],
  );
  const errors = [...(await periodErrors(tx, row, floor)), ...(justification ? [] : below)];
  refuse.ifAny(errors);
  Object.assign(row, totalsOf(lines), termsOf(floor));
  await replaceLines(tx, row, floor.payRate, lines);
  return below.length > 0;
}

/**
 * Refuses a discount whose customer is no longer bound. The customer may leave during the review or the
 * submission. The reviewer may not see the binding, so the system reads it.
 */
async function mustBeBound(tx: Tx, { partnerId, customerId }: ExclusiveDiscount): Promise<void> {
  await tx.asSystem('discount review', async (system) => {
    if (!(await isBound(system, partnerId, customerId))) throw refuse('CUSTOMER_NOT_BOUND');
  });
}

export interface SubmitInput {
  readonly specialRequest?: { readonly justification: string };
}
interface DecisionInput {
  readonly reason?: string;
}

function decide(tx: Tx, row: ExclusiveDiscount, { reason }: DecisionInput): void {
  row.decidedAt = tx.now;
  row.decidedByName = tx.viewer.actorName;
  row.decisionReason = reason ?? null;
  row.reviewDueAt = null;
}

/**
 * Records the operator's approval of a price below the floor, which needs a reason. Returns whether the
 * seller, who bears and invoices the price of a common product, decides next.
 */
async function grantSpecial(
  tx: Tx,
  row: ExclusiveDiscount,
  { reason }: DecisionInput,
): Promise<boolean> {
  if (!reason) throw refuse('REASON_REQUIRED', 'reason');
  row.specialDecidedAt = tx.now;
  row.specialDecidedByName = tx.viewer.actorName;
  row.specialReason = reason;
  const { saleModel } = await tx.get(ProductEntity, row.productId);
  return await sellerFollows(tx, saleModel, tx.now);
}

/** Reason why a discount, or its line on one specification, can no longer be used. */
interface DelistInput {
  readonly reason: UnusableReason;
  readonly specificationId?: string;
}

/** Pay rate over all lines. */
const payRateOf = ({ netTotalMinor, listTotalMinor }: ExclusiveDiscount): string =>
  Ratio.share(netTotalMinor, listTotalMinor).toRate();

export const discountLife = lifeCycle<ExclusiveDiscount>({
  reads: exclusiveDiscount,
  // A requested extension concerns partner and seller only until it is granted.
  unheard: ['extend'],
  label: ({ number, name }) => `${number} ${name}`,
  amount: (row) => row.netTotalMinor,
  tracked: {
    name: tracked.text('EVERY_PARTY', (row) => row.name),
    validFrom: tracked.instant('EVERY_PARTY', (row) => row.validFrom),
    validUntil: tracked.end('EVERY_PARTY', (row) => row.validUntil),
    payRate: tracked.payRate('EVERY_PARTY', payRateOf),
    netTotal: tracked.money('EVERY_PARTY', (row) => row.netTotalMinor),
  },
  effects: {
    async update(tx: Tx, row: ExclusiveDiscount, input: DraftInput) {
      Object.assign(row, NO_TERMS);
      await rewriteDraft(tx, row, input);
    },

    async submit(tx: Tx, row: ExclusiveDiscount, input: SubmitInput) {
      const justification = input.specialRequest?.justification ?? null;
      const special = await freeze(tx, row, justification);
      await mustBeFree(tx, row);
      row.submittedAt = tx.now;
      if (!special) return 'SYSTEM_REVIEW';
      row.justification = justification;
      row.reviewDueAt = await reviewDue(tx, tx.now);
      return 'MANUAL_REVIEW';
    },

    async pass(tx: Tx, row: ExclusiveDiscount) {
      const product = await tx.get(ProductEntity, row.productId);
      if (!(await sellerReviews(tx, product.saleModel, tx.now))) {
        await occupy(tx, row);
        return 'SCHEDULED';
      }
      row.reviewDueAt = await reviewDue(tx, tx.now);
      return 'SELLER_REVIEW';
    },

    async approve(tx: Tx, row: ExclusiveDiscount, input: DecisionInput) {
      if (row.validUntil <= tx.now) throw refuse('PERIOD_OVER');
      await mustBeBound(tx, row);
      if (row.status === 'MANUAL_REVIEW' && (await grantSpecial(tx, row, input))) {
        await mustBeFree(tx, row);
        row.reviewDueAt = await reviewDue(tx, tx.now);
        return 'SELLER_REVIEW';
      }
      if (row.validFrom < tx.now) row.validFrom = tx.now;
      await occupy(tx, row);
      decide(tx, row, input);
      return 'SCHEDULED';
    },

    reject: (tx: Tx, row: ExclusiveDiscount, input: DecisionInput) => decide(tx, row, input),

    withdraw(_tx: Tx, row: ExclusiveDiscount) {
      row.reviewDueAt = null;
    },

    async start(tx: Tx, row: ExclusiveDiscount) {
      row.activatedAt = tx.now;
      await mailOffer(tx, row);
    },

    async share(tx: Tx, row: ExclusiveDiscount) {
      if (!(await mailOffer(tx, row))) throw refuse('CUSTOMER_MAIL_UNKNOWN');
    },

    async delist(tx: Tx, row: ExclusiveDiscount, { reason, specificationId }: DelistInput) {
      const usable = (await linesOf(tx, row.id)).filter(({ state }) => state !== 'UNUSABLE');
      const { left = [], lost = [] } = afterDelisting(usable, specificationId);
      const ids = lost.map(({ id }) => id);
      tx.update(ExclusiveDiscountLineEntity, (d) => sql`${d.id} = any(${ids}::uuid[])`, {
        state: 'UNUSABLE',
      });
      if (left.length > 0) {
        Object.assign(row, sumsOf(left));
        return row.status;
      }
      Object.assign(row, { unusableReason: reason, endedAt: tx.now });
      await endLinksOf(tx, row.id, tx.now);
      return 'UNUSABLE';
    },

    async unbind(tx: Tx, row: ExclusiveDiscount) {
      Object.assign(row, {
        unusableReason: 'CUSTOMER_UNBOUND',
        reviewDueAt: null,
        endedAt: tx.now,
      });
      await endLinksOf(tx, row.id, tx.now);
    },

    async revoke(tx: Tx, row: ExclusiveDiscount, { reason }: { reason: string }) {
      Object.assign(row, { revokeReason: reason, endedAt: tx.now });
      await endLinksOf(tx, row.id, tx.now);
    },
  },

  mail: (_tx, row, event) => discountMail(row, event),
});
