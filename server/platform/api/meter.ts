import type { Viewer } from '../viewer.ts';
import { byKey } from './admission.ts';
import type { CostReport } from './apollo.ts';
import { actualCost, actualCostOfText, type Charge } from './cost.ts';
import type { Account, Budget } from './limits-budget.ts';
import { RawJson } from './raw-json.ts';

/** Charges a request step by step. Only API keys are charged. */
export class Meter {
  private requested = 0;
  private fixed = 0;
  private readonly account: Account | null;

  constructor(
    budget: Budget,
    readonly viewer: Viewer | null,
  ) {
    this.account = byKey(viewer) ? budget.account(viewer.tenantId, viewer.actorId) : null;
  }

  /** Takes the points of a step before the step runs. Throws RATE_LIMITED. */
  readonly take = ({ requested, fixed }: Charge): void => {
    if (!this.account) return;
    this.account.take(requested);
    this.requested += requested;
    this.fixed += fixed;
  };

  /** Gives unused points back and returns the cost; null for callers without metering. */
  readonly settle = (data: unknown, freeKeys: readonly string[] = []): CostReport | null => {
    const { account, requested, fixed } = this;
    if (!account) return null;
    const actual = Math.min(requested, fixed + costOf(data, freeKeys));
    const throttle = account.refund(requested - actual);
    this.requested = actual;
    this.fixed = actual;
    return { requested, actual, throttle };
  };
}

const costOf = (data: unknown, freeKeys: readonly string[]): number =>
  data instanceof RawJson ? actualCostOfText(data.text, freeKeys) : actualCost(data);
