import Big from 'big.js';
import type { SettlementBillStatus } from '../../../gql/graphql.ts';
import { CURRENCY, type MoneyLike } from '../../../lib/format.ts';

export interface CloseState {
  status: SettlementBillStatus;
  billCount: number;
  gross: MoneyLike;
}

/** Steps of a month's close, in order. */
export const CLOSE_STEPS = [
  ...(['run', 'send', 'dispute', 'countersign'] as const),
  ...(['authorize', 'invoice', 'pay'] as const),
] as const;
export type CloseStep = (typeof CLOSE_STEPS)[number];

/** States of the bills that wait for each step of a bill. */
export const WAITING = {
  send: ['GENERATED', 'SENT'],
  countersign: ['COUNTERSIGNING'],
  invoice: ['AWAITING_INVOICE', 'VERIFYING_INVOICE'],
  pay: ['PAYING', 'PAYMENT_REJECTED'],
} as const satisfies Partial<Record<CloseStep, readonly SettlementBillStatus[]>>;

export const isBillStep = (step: CloseStep): step is keyof typeof WAITING => step in WAITING;

const BILL_STEPS = Object.keys(WAITING) as (keyof typeof WAITING)[];

export const sumOf = (amounts: readonly MoneyLike[]): MoneyLike => ({
  amount: amounts.reduce((sum, { amount }) => sum.plus(amount), new Big(0)).toFixed(2),
  currency: CURRENCY,
});

/** Number and amount of the bills in some states. */
export function inStates(states: readonly CloseState[], among: readonly SettlementBillStatus[]) {
  const found = states.filter(({ status }) => among.includes(status));
  return {
    count: found.reduce((sum, { billCount }) => sum + billCount, 0),
    gross: sumOf(found.map(({ gross }) => gross)),
  };
}

/** Bills that have passed a step, and all bills of the month. */
export function progressOf(states: readonly CloseState[], step: keyof typeof WAITING) {
  const open = BILL_STEPS.slice(0, BILL_STEPS.indexOf(step) + 1).flatMap((id) => WAITING[id]);
  const total = states.reduce((sum, { billCount }) => sum + billCount, 0);
  return { done: total - inStates(states, open).count, total };
}
