import { definePolicy } from '../../../platform/rules/policy.ts';

export const decisionDays = definePolicy({
  key: 'appeals.decision-days',
  unit: 'WORKING_DAYS',
  default: 3,
  description:
    'Working days within which operations should decide on an appeal; a breach is only flagged, nothing is decided by the clock.',
});

/**
 * The older rule (domain §3 item 3) also refuses appeals in the last 15 days before the flow closes. No flow closes by
 * the clock; see decision 0044.
 */
export const strictAppeals = definePolicy({
  key: 'appeals.strict',
  unit: 'FLAG',
  default: 0,
  description:
    "Whether an appeal is possible only while the other side's node is stalled or after three rejected acceptances (1), or at any node and any time (0).",
});

export const appealPolicies = [decisionDays, strictAppeals] as const;
