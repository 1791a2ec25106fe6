export const ATTRIBUTIONS = ['NONE', 'DISCOUNT', 'AUTO', 'SELECTED'] as const;
export type Attribution = (typeof ATTRIBUTIONS)[number];

/** Reasons why a line is attributed to no partner: the condition of domain §3 item 21 that fails. */
export const ATTRIBUTION_REASONS = [
  'NOT_PAID_YET',
  'NO_PARTNER_SELECTED',
  'PARTNER_SUSPENDED',
  'CUSTOMER_NOT_BOUND',
  'DISCOUNT_OF_ANOTHER_PARTNER',
  'DISCOUNT_IN_FORCE',
  'DISCOUNT_WITHIN_24_HOURS',
  'PRODUCT_NOT_COVERED',
] as const;
export type AttributionReason = (typeof ATTRIBUTION_REASONS)[number];

/** Facts of one line at an instant, on which its attribution depends. */
export interface AttributionFacts {
  readonly saleModel: 'COMMON' | 'JOINT_OPERATION' | 'HUAWEI';
  readonly selectedPartnerId: string | null;
  /** Whether the selected partner is suspended: it earns on no new sale, also not by its discount. */
  readonly isSelectedSuspended: boolean;
  /** Partner whose exclusive discount prices the line, or whose demand the private offer answers; null at list price. */
  readonly pricedByPartnerId: string | null;
  /** Partner to which the customer is bound. */
  readonly boundPartnerId: string | null;
  /** Discount on the product that is in force, or starts within 24 hours; null if none does. */
  readonly blocking: { readonly partnerId: string; readonly hasStarted: boolean } | null;
}

/** Facts by which the attribution of a line was decided, as they are kept with it; instants are ISO texts. */
export interface KeptFacts {
  readonly at: string;
  readonly selectedPartnerId: string | null;
  /** Absent in the facts of earlier payments and of active partners. */
  readonly isSelectedSuspended?: boolean;
  readonly boundPartnerId: string | null;
  readonly boundSince: string | null;
  readonly blocking: {
    readonly id: string;
    readonly partnerId: string;
    readonly validFrom: string;
    readonly validUntil: string;
  } | null;
}

export interface Decision {
  readonly attribution: Attribution;
  readonly partnerId: string | null;
  readonly reason: AttributionReason | null;
}

const none = (reason: AttributionReason): Decision => ({
  attribution: 'NONE',
  partnerId: null,
  reason,
});

/** Whether the product is in the scope of the automatic discount (domain §3 item 21). */
export const isCovered = ({ saleModel }: Pick<AttributionFacts, 'saleModel'>): boolean =>
  saleModel !== 'COMMON';

/**
 * Returns the attribution of a line (domain §4.5): to the partner of the discount that prices it, or of the demand that
 * the seller's offer answers, which is an exclusive discount as well (§1) and grants that partner the share; else to the
 * selected partner, of common products without a condition, of the others by an automatic discount under the
 * conditions of item 21. A partner that operations suspended (domain §2) earns nothing; the customer keeps the price.
 */
export function attribute(facts: AttributionFacts): Decision {
  const { selectedPartnerId, pricedByPartnerId, boundPartnerId, blocking } = facts;
  if (facts.isSelectedSuspended) return none('PARTNER_SUSPENDED');
  if (pricedByPartnerId !== null)
    return { attribution: 'DISCOUNT', partnerId: pricedByPartnerId, reason: null };
  if (selectedPartnerId === null) return none('NO_PARTNER_SELECTED');
  if (!isCovered(facts))
    return { attribution: 'SELECTED', partnerId: selectedPartnerId, reason: null };
  if (boundPartnerId !== selectedPartnerId) return none('CUSTOMER_NOT_BOUND');
  if (blocking && !blocking.hasStarted) return none('DISCOUNT_WITHIN_24_HOURS');
  if (blocking)
    return none(
      blocking.partnerId === selectedPartnerId
        ? 'DISCOUNT_IN_FORCE'
        : 'DISCOUNT_OF_ANOTHER_PARTNER',
    );
  return { attribution: 'AUTO', partnerId: selectedPartnerId, reason: null };
}

const STRENGTH: readonly Attribution[] = ['DISCOUNT', 'AUTO', 'SELECTED', 'NONE'];

/** Returns the attribution of the whole order: that of its strongest line, DISCOUNT before AUTO before SELECTED. */
export const summaryOf = (lines: readonly Decision[]): Decision =>
  lines.reduce((best, line) =>
    STRENGTH.indexOf(line.attribution) < STRENGTH.indexOf(best.attribution) ? line : best,
  );
