import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { CloseProgress } from './CloseChecklist.tsx';
import {
  CLOSE_STEPS,
  type CloseState,
  type CloseStep,
  inStates,
  isBillStep,
  progressOf,
  sumOf,
  WAITING,
} from './close-states.ts';

const Progress = graphql(`
  fragment useProgress_query on Query {
    run: billRun(by: { period: $key }) { id partnerCount waitingCount parkedCount }
    authorized: paymentAuthorizationReport(first: 5, groupBy: [STATUS], filter: { period: [$period] }) {
      rows { status authorizationCount flaggedCount amount { amount currency } }
    }
    disputed: lineDisputes(first: 1, filter: { period: [$period] }) { count { value isExact } }
    undecided: lineDisputes(first: 1, filter: { period: [$period], status: [OPEN] }) {
      count { value isExact } totals { lineAmount { amount currency } }
    }
  }
`);

/** Progress of each step of a close, with what is open in it. */
export function useProgress(
  query: FragmentType<typeof Progress>,
  states: readonly CloseState[],
): CloseProgress[] {
  const t = useText();
  const format = useFormat();
  const { run, authorized, disputed, undecided } = readFragment(Progress, query);
  const ofBills = (step: keyof typeof WAITING): CloseProgress => {
    const { count, gross } = inStates(states, WAITING[step]);
    return {
      step,
      ...progressOf(states, step),
      note: count > 0 ? t(`ui.close.open.${step}`, { count, amount: format.money(gross) }) : null,
      isBad: step === 'pay' && inStates(states, ['PAYMENT_REJECTED']).count > 0,
    };
  };
  const open = authorized.rows.filter(({ status }) => status !== 'AUTHORIZED');
  const counted = (rows: typeof open, of: 'authorizationCount' | 'flaggedCount') =>
    rows.reduce((sum, row) => sum + row[of], 0);
  const all = counted(authorized.rows, 'authorizationCount');
  const unauthorized = counted(open, 'authorizationCount');
  const refused = counted(
    open.filter(({ status }) => status === 'REFUSED'),
    'authorizationCount',
  );
  const flagged = counted(open, 'flaggedCount');
  const parked = run?.parkedCount ?? 0;
  const waiting = run?.waitingCount ?? 0;
  const others: Record<Exclude<CloseStep, keyof typeof WAITING>, Omit<CloseProgress, 'step'>> = {
    run: {
      done: (run?.partnerCount ?? 0) - waiting - parked,
      total: run?.partnerCount ?? 0,
      note: parked + waiting > 0 ? t('ui.close.open.run', { parked, waiting }) : null,
      isBad: parked > 0,
    },
    dispute: {
      done: disputed.count.value - undecided.count.value,
      total: disputed.count.value,
      note:
        undecided.count.value > 0
          ? t('ui.close.open.dispute', {
              count: format.count(undecided.count),
              amount: format.money(undecided.totals.lineAmount),
            })
          : null,
    },
    authorize: {
      done: all - unauthorized,
      total: all,
      note:
        unauthorized > 0
          ? t('ui.close.open.authorize', {
              count: unauthorized,
              refused,
              flagged,
              amount: format.money(sumOf(open.map(({ amount }) => amount))),
            })
          : null,
      isBad: refused + flagged > 0,
    },
  };
  return CLOSE_STEPS.map((step) => (isBillStep(step) ? ofBills(step) : { step, ...others[step] }));
}
