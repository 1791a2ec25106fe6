import type { LifeCycle } from '../../platform/command/life-cycle.ts';
import { reminderEvent } from '../../platform/machine.ts';
import { cspAuthorizationLife, jointSalesLife } from '../authorizations/index.ts';
import { bindingLife } from '../bindings/index.ts';
import { discountLife } from '../discounts/index.ts';
import { invoiceLife } from '../invoices/index.ts';
import { billLife } from '../settlement/index.ts';

/**
 * Who is told: at the partner those who look after the customer's affair, its managers or its finance; at
 * the seller its reviewers or its managers; the marketplace's operators.
 */
export type Audience =
  | 'carers'
  | 'partnerManagers'
  | 'finance'
  | 'reviewers'
  | 'sellerManagers'
  | 'operators';

/** Some events of one aggregate, and who is told of them. */
export interface NotifiedEvents {
  readonly on: LifeCycle<never>;
  readonly events: readonly string[];
  /** Only when the object is in this state afterwards. */
  readonly state?: string;
  readonly tell: readonly Audience[];
}

/** The reminders of an aggregate, each of which is an event. */
const reminders = ({ machine }: { machine: LifeCycle['machine'] }): string[] => [
  ...new Set(machine.reminders.flatMap(({ days }) => days.map(reminderEvent))),
];

const of = (
  life: LifeCycle<never>,
  ...rows: readonly Omit<NotifiedEvents, 'on'>[]
): NotifiedEvents[] => rows.map((row) => ({ on: life, ...row }));

/** Everything that the product tells people of in the portal. Nobody is told of what they did themselves. */
export const notifiedEvents: readonly NotifiedEvents[] = [
  ...of(bindingLife, {
    events: [
      'accept',
      'decline',
      'expire',
      'requestChangeType',
      'approveChange',
      'rejectChange',
      'requestUnbind',
      'approveUnbind',
      'rejectUnbind',
      'withdraw',
    ],
    tell: ['carers'],
  }),
  ...of(
    cspAuthorizationLife,
    { events: ['create', 'modify', 'revoke', 'end'], tell: ['partnerManagers'] },
    { events: reminders(cspAuthorizationLife), tell: ['partnerManagers', 'sellerManagers'] },
  ),
  ...of(
    jointSalesLife,
    { events: ['request', 'renew', 'withdraw'], tell: ['sellerManagers'] },
    {
      events: ['grant', 'grantUnasked', 'refuse', 'amend', 'revoke', 'end'],
      tell: ['partnerManagers'],
    },
    {
      events: ['lapse', ...reminders(jointSalesLife)],
      tell: ['partnerManagers', 'sellerManagers'],
    },
  ),
  ...of(
    discountLife,
    { events: ['submit'], state: 'MANUAL_REVIEW', tell: ['operators'] },
    { events: ['pass'], state: 'SELLER_REVIEW', tell: ['reviewers'] },
    {
      events: ['approve', 'reject', 'start', 'end', 'delist', 'unbind', ...reminders(discountLife)],
      tell: ['carers'],
    },
  ),
  ...of(billLife, { events: ['send', 'pay', 'rejectPayment'], tell: ['finance'] }),
  ...of(
    invoiceLife,
    {
      events: ['notify', 'return', 'verify', 'lapse', ...reminders(invoiceLife)],
      tell: ['finance'],
    },
    { events: ['send'], tell: ['operators'] },
  ),
];
