import { calendar, type Month } from '../../../platform/calendar.ts';
import type { BillingBlockerEnum } from './line-billing.type.ts';
import type {
  LineSettlementType,
  SettlementActorEnum,
  SettlementBlockerType,
} from './line-settlement.type.ts';

type Code = keyof typeof BillingBlockerEnum;
type Actor = keyof typeof SettlementActorEnum;
type Ms = number | null;

/** Facts of an unbilled or billed line, as SQL reads them. Instants are milliseconds. */
export interface LineFacts {
  readonly nowMs: number;
  /** Month of the bill that holds the line; null before that. */
  readonly period: Month | null;
  readonly amount: LineSettlementType['expectedAmount'];
  readonly codes: readonly Code[];
  readonly placedMs: number;
  readonly effectiveMs: Ms;
  /** Latest of effect, acceptance and repayment; null until each has happened. */
  readonly readyMs: Ms;
  readonly supervision: { readonly actor: Actor; readonly sinceMs: Ms; readonly dueMs: Ms } | null;
  readonly hasProfile: boolean;
  /** Decision of the last run that included the line. */
  readonly decided: { readonly period: Month; readonly atMs: Ms } | null;
  /** First planned run that can hold the line. */
  readonly next: { readonly period: Month; readonly runMs: number } | null;
  /** Run day of the policy in force, for months without a planned run. */
  readonly runDay: number;
}

/** Reasons that end by the bill run alone. */
const BY_RUN: readonly Code[] = ['RUN_DAY_NOT_REACHED', 'RUN_LATE'];
/** Reasons for which the month of the bill is open. */
const OPEN_END: readonly Code[] = [
  'NO_SHARE_AGREED',
  'BELOW_THRESHOLD',
  'ORIGINAL_NOT_BILLED',
  'REFUNDED',
];

const instant = (ms: Ms): Date | null => (ms === null ? null : new Date(ms));

/** Explains whether and when a line is billed (domain §3.2). Its run day is a fact of the plan, never a guess once planned. */
export function lineSettlement(facts: LineFacts): LineSettlementType {
  const { period, amount } = facts;
  if (period !== null)
    return { ready: true, blockers: [], expectedPeriod: period, expectedAmount: amount };
  const run = nextRun(facts);
  const blockers = facts.codes.map((code) => blockerOf(code, facts, run));
  return {
    ready: blockers.every(({ code }) => BY_RUN.includes(code)),
    blockers,
    expectedPeriod: blockers.some(({ code }) => OPEN_END.includes(code))
      ? null
      : laterOf(run.period, effectMonth(facts)),
    expectedAmount: facts.codes.includes('REFUNDED') ? null : amount,
  };
}

interface NextRun {
  readonly period: Month;
  readonly runMs: number;
}

/** The first planned run that can hold the line, or the run of its month by the calendar. */
function nextRun({ next, decided, readyMs, nowMs, runDay }: LineFacts): NextRun {
  if (next) return next;
  const month = calendar.monthOf(new Date(readyMs ?? nowMs));
  const period =
    decided && decided.period >= month ? calendar.plusMonths(decided.period, 1) : month;
  const day = `${calendar.plusMonths(period, 1)}-${String(runDay).padStart(2, '0')}`;
  return { period, runMs: calendar.instantAt(calendar.nextWorkingDay(day)).getTime() };
}

const laterOf = (a: Month, b: Month | null): Month => (b !== null && b > a ? b : a);
const effectMonth = ({ effectiveMs }: LineFacts): Month | null =>
  effectiveMs === null ? null : calendar.monthOf(new Date(effectiveMs));

function blockerOf(code: Code, facts: LineFacts, run: NextRun): SettlementBlockerType {
  const { placedMs, effectiveMs, readyMs, supervision, decided } = facts;
  const of = (who: Actor, since: Ms, until: Ms = null): SettlementBlockerType => ({
    code,
    who,
    since: instant(since),
    until: instant(until),
  });
  switch (code) {
    case 'NO_SHARE_AGREED':
      return of('SELLER', placedMs);
    case 'NOT_EFFECTIVE':
      return of(
        effectiveMs === null ? (supervision?.actor ?? 'SELLER') : 'CLOCK',
        placedMs,
        effectiveMs,
      );
    case 'SUPERVISION_OPEN':
      return of(
        supervision?.actor ?? 'SELLER',
        supervision?.sinceMs ?? placedMs,
        supervision?.dueMs,
      );
    case 'UNPAID_CREDIT':
      return of('CUSTOMER', effectiveMs ?? placedMs);
    case 'NOT_CERTIFIED':
      return of(facts.hasProfile ? 'OPERATOR' : 'PARTNER', readyMs ?? placedMs);
    case 'ORIGINAL_NOT_BILLED':
    case 'REFUNDED':
      return of('CLOCK', placedMs);
    case 'PARKED':
      return of('OPERATOR', decided?.atMs ?? null, run.runMs);
    case 'BELOW_THRESHOLD':
      return of('CLOCK', decided?.atMs ?? null, run.runMs);
    case 'RUN_LATE':
      return of('OPERATOR', run.runMs);
    case 'RUN_DAY_NOT_REACHED':
      // A month without a planned run may be over already.
      return facts.nowMs < run.runMs
        ? of('CLOCK', readyMs, run.runMs)
        : { ...of('OPERATOR', run.runMs), code: 'RUN_LATE' };
  }
}
