import type { BillingBlocker, EarnedPageQuery } from '../../../gql/graphql.ts';
import { sum } from '../../../lib/figures.ts';

type Row = EarnedPageQuery['reasons']['rows'][number];

/** When a group reaches a bill: with the next run, once somebody acts, or not yet foreseeable. */
export const STAGES = ['certain', 'possible', 'later'] as const;
export type Stage = (typeof STAGES)[number];

/** Side that acts next; the last part of a text key. */
export type Actor = 'SYSTEM' | 'CUSTOMER' | 'SELLER' | 'PARTNER' | 'OPERATOR';

export interface Group {
  id: string;
  reason: BillingBlocker;
  isRefund: boolean;
  stage: Stage;
  waitsFor: readonly Actor[];
  lineCount: number;
  withoutShare: number;
  amount: string;
}

const REASONS: Readonly<Record<BillingBlocker, readonly [Stage, ...Actor[]]>> = {
  RUN_DAY_NOT_REACHED: ['certain', 'SYSTEM'],
  RUN_LATE: ['certain', 'SYSTEM'],
  PARKED: ['possible', 'OPERATOR'],
  SUPERVISION_OPEN: ['possible', 'CUSTOMER', 'SELLER'],
  UNPAID_CREDIT: ['possible', 'CUSTOMER'],
  NOT_CERTIFIED: ['possible', 'PARTNER', 'OPERATOR'],
  NOT_EFFECTIVE: ['later', 'SYSTEM'],
  ORIGINAL_NOT_BILLED: ['later', 'SYSTEM'],
  BELOW_THRESHOLD: ['later'],
  NO_SHARE_AGREED: ['later', 'PARTNER', 'SELLER'],
  REFUNDED: ['later'],
};
const ORDER = Object.keys(REASONS);

/** The groups of the report, nearest to a bill first. A refund that waits for the run only is a group of its own. */
export const groupsOf = (rows: readonly Row[]): Group[] =>
  rows
    .flatMap(({ reason, refund, lineCount, withoutShare, settlement }) => {
      if (!reason) return [];
      const [stage, ...waitsFor] = REASONS[reason];
      const isRefund = refund === true;
      return {
        id: `${reason}${isRefund ? '-refund' : ''}`,
        reason,
        isRefund,
        stage,
        waitsFor,
        lineCount,
        withoutShare,
        amount: settlement.amount,
      };
    })
    .sort(
      (a, b) =>
        ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason) ||
        Number(a.isRefund) - Number(b.isRefund),
    );

/** Settlement of all groups, or of those of one stage. */
export const moneyOf = (groups: readonly Group[], stage?: Stage): string =>
  sum(groups.filter((group) => !stage || group.stage === stage).map(({ amount }) => amount));
