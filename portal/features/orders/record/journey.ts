import Big from 'big.js';
import { graphql } from '../../../gql/gql.ts';
import type { OrderJourney_OrderFragment } from '../../../gql/graphql.ts';
import { isoDay } from '../../../lib/dates.ts';

/** Money and terms of an order's lines, with the documents that settle them. */
export const OrderJourney = graphql(`
  fragment OrderJourney_order on Order {
    id number status placedAt paidAt completedAt
    listTotal { amount currency }
    dealTotal { amount currency }
    voucherTotal { amount currency }
    cashTotal { amount currency }
    lines {
      id position status productName specificationName quantity payRate shareRatio strategy vatRate
      supervision supervisionCompletedAt effectiveAt repayment repaidAt billingStatus billingBlockers
      seller { id name }
      listPrice { amount currency }
      dealPrice { amount currency }
      voucher { amount currency }
      cash { amount currency }
      settlementEstimate { amount currency }
      dealPriceDerivation { ...DerivedAmount_derivation }
      settlementDerivation { ...DerivedAmount_derivation }
      billLine {
        id settlement { amount currency }
        derivation { ...DerivedAmount_derivation }
        bill { id period status runAt paidAt invoice { id status verifiedAt } }
      }
    }
  }
`);

export type Order = OrderJourney_OrderFragment;
export type Line = Order['lines'][number];

const JOURNEY = [
  'PLACED',
  'PAID',
  'EFFECTIVE',
  'ACCEPTED',
  'BILLABLE',
  'BILL',
  'INVOICE',
  'SETTLED',
] as const;
export type JourneyStep = (typeof JOURNEY)[number];

export interface Stop {
  id: JourneyStep;
  state: 'done' | 'current' | 'todo' | 'bad';
  at: string | null;
}

/** Blockers that a step before BILLABLE shows already. */
const EARLIER = new Set(['NOT_EFFECTIVE', 'SUPERVISION_OPEN', 'RUN_DAY_NOT_REACHED']);

/** Reasons why a line that took effect and was accepted cannot be billed. */
export const blockersOf = ({ billingBlockers }: Line): readonly string[] =>
  billingBlockers?.filter((code) => !EARLIER.has(code)) ?? [];

const latest = (...instants: readonly (string | null | undefined)[]): string | null =>
  instants.filter((at) => at != null).reduce<string | null>((a, b) => (a && a > b ? a : b), null);

/** Instant from which the line can be billed; null before. */
function billableAt(line: Line): string | null {
  const open = line.billingBlockers?.some((code) => code !== 'RUN_DAY_NOT_REACHED');
  return open ? null : latest(line.effectiveAt, line.supervisionCompletedAt, line.repaidAt);
}

/** Month whose bill takes the line: the bill's, or the one that follows from the present state. */
export function periodOf(line: Line): string | null {
  if (line.billLine) return line.billLine.bill.period;
  if (line.billingStatus !== 'PENDING') return null;
  const at = billableAt(line);
  return at && isoDay(at).slice(0, 7);
}

/** Whether the viewer may read bills and the line earns the partner something. */
export const isSettled = ({ billingStatus }: Line): boolean =>
  billingStatus === 'PENDING' || billingStatus === 'ISSUED';

/** Steps that the line has: unsupervised lines are not accepted, unattributed ones not billed. */
function stepsOf(line: Line): readonly JourneyStep[] {
  return JOURNEY.filter((id, index) => {
    if (id === 'ACCEPTED') return line.supervision !== 'NOT_APPLICABLE';
    return index < 4 || isSettled(line);
  });
}

/** Way of a line from the order to the partner's money, at `now`; each step with the instant it was done. */
export function journeyOf(order: Order, line: Line, now: number): readonly Stop[] {
  const bill = line.billLine?.bill;
  const effectiveAt = line.effectiveAt;
  const done: Record<JourneyStep, string | null | undefined> = {
    PLACED: order.placedAt,
    PAID: order.paidAt,
    EFFECTIVE: effectiveAt && Date.parse(effectiveAt) <= now ? effectiveAt : null,
    ACCEPTED: line.supervisionCompletedAt,
    BILLABLE: bill || blockersOf(line).length === 0 ? billableAt(line) : null,
    BILL: bill?.runAt,
    INVOICE: bill?.invoice?.verifiedAt,
    SETTLED: bill?.paidAt,
  };
  const steps = stepsOf(line);
  const next = steps.findIndex((id) => !done[id]);
  const stopped = order.status === 'CANCELLED' || bill?.status === 'PAYMENT_REJECTED';
  return steps.map((id, index) => ({
    id,
    at: done[id] ?? null,
    state: done[id] ? 'done' : index === next ? (stopped ? 'bad' : 'current') : 'todo',
  }));
}

/** Settlement of a line: billed, or estimated at current rates; null without an agreed share. */
export const settlementOf = (line: Line) => line.billLine?.settlement ?? line.settlementEstimate;

/** Calculation of that settlement. */
export const derivationOf = (line: Line) =>
  line.billLine ? line.billLine.derivation : line.settlementDerivation;

/** Sum over the lines that have a settlement; null without one. */
export function settlementSum(lines: readonly Line[]): string | null {
  const amounts = lines.flatMap((line) => settlementOf(line)?.amount ?? []);
  if (amounts.length === 0) return null;
  return amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toFixed(2);
}
