import type { Cache, UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** Root fields changed by a job, by the type in its command's name. */
const ROOTS = {
  partnerBinding: ['partnerBindings', 'customers', 'customer', 'deadlines'],
  customer: ['customers', 'customer'],
  exclusiveDiscount: ['exclusiveDiscounts', 'exclusiveDiscount', 'deadlines'],
  customerDemand: ['customerDemands', 'customerDemand', 'deadlines'],
  jointSalesAuthorization: ['jointSalesAuthorizations', 'jointSalesAuthorization', 'deadlines'],
  settlementBill: [
    ...([
      'settlementBills',
      'settlementBill',
      'settlementReport',
      'deadlines',
      'invoices',
    ] as const),
    ...(['paymentAuthorizations', 'paymentAuthorizationReport'] as const),
  ],
  paymentAuthorization: [
    ...(['paymentAuthorizations', 'paymentAuthorizationReport', 'deadlines'] as const),
    ...(['settlementBills', 'settlementBill'] as const),
  ],
} as const;

/** Types whose decisions take effect after some seconds. */
const DECISIONS: Readonly<Record<string, string>> = {
  exclusiveDiscountsApprove: 'ExclusiveDiscount',
  exclusiveDiscountsReject: 'ExclusiveDiscount',
  jointSalesAuthorizationsGrant: 'JointSalesAuthorization',
  jointSalesAuthorizationsRefuse: 'JointSalesAuthorization',
  customerDemandsReceive: 'CustomerDemand',
  customerDemandsReject: 'CustomerDemand',
};

interface JobLike {
  __typename?: string;
  id?: string;
  action?: string;
  status?: string;
}

/** Refetches a job that has progressed with its rows, and the lists with the rows that it changed. */
function refresh(cache: Cache, { action = '', status }: JobLike): void {
  if (status === 'QUEUED' || status === 'RUNNING') return;
  const roots = Object.entries(ROOTS).find(([type]) => action.startsWith(type))?.[1] ?? [];
  invalidateLists(cache, 'jobs', 'job', ...roots);
}

const started: UpdateResolver = (result, args, cache, info) => {
  const job = (result[info.fieldName] as { job?: JobLike | null } | undefined)?.job;
  if (args.validateOnly || !job) return;
  invalidateLists(cache, 'jobs');
  refresh(cache, job);
  const type = DECISIONS[info.fieldName];
  const { ids = [] } = args.input as { ids?: readonly string[] };
  if (type)
    for (const id of ids)
      cache.link({ __typename: type, id }, 'pendingDecision', { ...job, __typename: 'Job' });
};

const MUTATIONS = [
  'partnerBindingsPreRegister',
  'partnerBindingsInvite',
  'partnerBindingsResend',
  'partnerBindingsWithdraw',
  'customersAssignManager',
  'customersAddTags',
  'customersRemoveTags',
  'exclusiveDiscountsSubmit',
  'exclusiveDiscountsExtend',
  'exclusiveDiscountsWithdraw',
  'exclusiveDiscountsRevoke',
  'exclusiveDiscountsApprove',
  'exclusiveDiscountsReject',
  'jointSalesAuthorizationsGrant',
  'jointSalesAuthorizationsRefuse',
  'jointSalesAuthorizationsRenew',
  'jointSalesAuthorizationsWithdraw',
  'customerDemandsSubmit',
  'customerDemandsNudge',
  'customerDemandsWithdraw',
  'customerDemandsReceive',
  'customerDemandsReject',
  'settlementBillsSend',
  'settlementBillsCountersign',
  'settlementBillsPay',
  'paymentAuthorizationsAuthorize',
  'paymentAuthorizationsRefuse',
  'paymentAuthorizationsOverride',
  'exportStart',
  'importStart',
  'jobCommit',
  'jobRemap',
  'jobCancel',
  'jobUndo',
] as const;

export const jobUpdates: UpdatesConfig = {
  Mutation: {
    ...Object.fromEntries(MUTATIONS.map((name) => [name, started])),
    importRowFix: (_result, _args, cache) => invalidateLists(cache, 'jobs'),
  },
  Subscription: {
    jobProgress: (result, _args, cache) => refresh(cache, result.jobProgress as JobLike),
  },
};
