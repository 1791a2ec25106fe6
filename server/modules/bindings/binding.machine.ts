import { type Guard, machine } from '../../platform/machine.ts';
import type { Role } from '../../platform/viewer.ts';

export const BINDING_STATES = [
  'PRE_REGISTERED',
  'INVITED',
  'PROVISIONAL',
  'DECLINED',
  'EXPIRED',
  'BOUND',
  'CHANGE_PENDING',
  'UNBIND_PENDING',
  'UNBOUND',
] as const;
export type BindingState = (typeof BINDING_STATES)[number];

/** Bound states; a customer has at most one such binding. */
export const BOUND_STATES = ['BOUND', 'CHANGE_PENDING', 'UNBIND_PENDING'] as const;
/** States before the customer is bound; a policy limits their number per partner. */
export const PENDING_STATES = ['PRE_REGISTERED', 'INVITED', 'PROVISIONAL'] as const;
export const OPEN_STATES = [...PENDING_STATES, ...BOUND_STATES] as const;

export const BINDING_TYPES = ['ADVISORY', 'AGENCY'] as const;
export type BindingType = (typeof BINDING_TYPES)[number];

/** Source of a binding: an invitation of the partner, or an association in the upstream system. */
export const BINDING_ORIGINS = ['INVITATION', 'UPSTREAM'] as const;

export const BINDING_PARTIES = ['PARTNER', 'CUSTOMER'] as const;

const sales = ['csp.owner', 'csp.manager', 'csp.rep'] as const satisfies readonly Role[];
const either = ['csp.owner', 'csp.manager', 'buyer'] as const satisfies readonly Role[];

const guard = (code: Guard['code'], when: string, params?: Guard['params']): Guard => ({
  code,
  when,
  ...(params ? { params } : {}),
});

/** A guard on a fact from upstream: its message says how old the fact is. */
const flag = (code: Guard['code'], when: string): Guard =>
  guard(code, when, { asOf: `${when}AsOf`, stale: `${when}Stale` });

const free = [
  guard('PENDING_LIMIT', 'overPendingLimit', { limit: 'pendingLimit' }),
  guard('LINKED_ELSEWHERE', 'linkedElsewhere'),
  guard('PRE_REGISTERED_ELSEWHERE', 'preRegisteredElsewhere'),
];

const mayMail = [guard('MAIL_LIMIT_REACHED', 'overMailLimit', { limit: 'mailLimit' })];
const mayMailAgain = [
  guard('MAIL_TOO_SOON', 'mailedRecently', { minutes: 'mailPause' }),
  ...mayMail,
];

const threeMonths = guard('REQUEST_TOO_SOON', 'requestTooSoon', { date: 'mayRequestFrom' });

const mayPart = [
  flag('ARREARS', 'agencyArrears'),
  flag('RESERVED_INSTANCE', 'reservedInstance'),
  flag('SUPPORT_PLAN', 'supportPlan'),
  flag('SPECIAL_CONTRACT', 'specialContract'),
  flag('ACCOUNT_FROZEN', 'frozen'),
  flag('INDEPENDENT_MEMBERS', 'independentMembers'),
  flag('UNPAID_PARTNER_PAYS', 'unpaidPartnerPays'),
];

const alreadyBound = guard('ALREADY_BOUND', 'linkedElsewhere');
const invitationExpired = guard('INVITATION_EXPIRED', 'invitationExpired');
/** Without a contact on file nobody proves to act for the customer; operations can enter one. */
const noContact = guard('NO_CONTACT_ON_FILE', 'noContactOnFile');
const mayHaveCode = [
  alreadyBound,
  noContact,
  guard('CODE_LOCKED', 'codeLocked', { at: 'nextCodeAt' }),
  guard('CODE_TOO_SOON', 'codeTooSoon', { at: 'nextCodeAt' }),
];

const byOther = guard('OTHER_PARTY_DECIDES', 'ownRequest');
const bySame = guard('NOT_YOUR_REQUEST', 'othersRequest');

/** Life of a binding, from pre-registration to its end: domain §4.1, guard by guard. */
export const bindingMachine = machine({
  type: 'PartnerBinding',
  states: BINDING_STATES,
  transitions: [
    {
      event: 'preRegister',
      from: [null],
      to: 'PRE_REGISTERED',
      by: sales,
      guards: [...free, flag('DIRECT_SALES', 'directSales')],
    },
    {
      event: 'invite',
      from: [null, 'PRE_REGISTERED'],
      to: 'INVITED',
      by: sales,
      guards: [
        ...free,
        flag('BARRED_CONTRACT', 'barredContract'),
        flag('OUTSTANDING_BILL', 'outstandingBill'),
        flag('CUSTODY_SUB_ACCOUNT', 'custodySubAccount'),
        guard('PRE_REGISTER_FIRST', 'mustPreRegisterFirst'),
        ...mayMail,
      ],
    },
    ...(['INVITED', 'PROVISIONAL'] as const).map(
      (state) =>
        ({ event: 'resend', from: [state], to: state, by: sales, guards: mayMailAgain }) as const,
    ),
    ...(['CHANGE_PENDING', 'UNBIND_PENDING'] as const).map(
      (state) =>
        ({
          event: 'resend',
          from: [state],
          to: state,
          by: sales,
          guards: [bySame, ...mayMailAgain],
        }) as const,
    ),
    { event: 'expire', from: [...PENDING_STATES], to: 'EXPIRED', by: ['system'] },
    { event: 'decline', from: ['INVITED'], to: 'DECLINED', by: ['buyer'] },
    {
      event: 'sendCode',
      from: ['INVITED'],
      to: 'INVITED',
      by: ['buyer'],
      guards: [invitationExpired, ...mayHaveCode],
    },
    {
      event: 'sendCode',
      from: ['PROVISIONAL'],
      to: 'PROVISIONAL',
      by: ['buyer'],
      guards: mayHaveCode,
    },
    {
      event: 'accept',
      from: ['INVITED'],
      // Without a contact on file the consent is not proven.
      to: ['BOUND', 'PROVISIONAL'],
      by: ['buyer'],
      guards: [invitationExpired, alreadyBound],
    },
    {
      event: 'confirm',
      from: ['PROVISIONAL'],
      to: 'BOUND',
      // The system confirms for the upstream, where the customer is associated with the partner.
      by: ['buyer', 'operator', 'system'],
      guards: [alreadyBound, noContact],
    },
    { event: 'object', from: ['PROVISIONAL'], to: 'DECLINED', by: ['buyer'] },
    { event: 'supersede', from: ['PROVISIONAL'], to: 'DECLINED', by: ['system'] },
    {
      event: 'associate',
      from: [null, 'PRE_REGISTERED', 'INVITED'],
      to: 'BOUND',
      by: ['system'],
      guards: [alreadyBound],
    },
    { event: 'adoptType', from: ['BOUND', 'CHANGE_PENDING'], to: 'BOUND', by: ['system'] },
    { event: 'dissociate', from: [...BOUND_STATES], to: 'UNBOUND', by: ['system'] },
    {
      event: 'requestChangeType',
      from: ['BOUND'],
      to: 'CHANGE_PENDING',
      by: either,
      guards: [threeMonths, noContact],
    },
    {
      event: 'approveChange',
      from: ['CHANGE_PENDING'],
      to: 'BOUND',
      by: either,
      guards: [byOther, noContact],
    },
    {
      event: 'rejectChange',
      from: ['CHANGE_PENDING'],
      to: 'BOUND',
      by: either,
      guards: [byOther, noContact],
    },
    {
      event: 'requestUnbind',
      from: ['BOUND'],
      to: 'UNBIND_PENDING',
      by: either,
      guards: [threeMonths, noContact, ...mayPart],
    },
    {
      event: 'approveUnbind',
      from: ['UNBIND_PENDING'],
      to: 'UNBOUND',
      by: either,
      guards: [byOther, noContact, ...mayPart],
    },
    {
      event: 'rejectUnbind',
      from: ['UNBIND_PENDING'],
      to: 'BOUND',
      by: either,
      guards: [byOther, noContact],
    },
    {
      event: 'withdraw',
      from: ['CHANGE_PENDING', 'UNBIND_PENDING'],
      to: 'BOUND',
      by: either,
      guards: [bySame, noContact],
    },
  ],
  due: [
    {
      state: 'PRE_REGISTERED',
      event: 'expire',
      kind: 'CALENDAR_DAYS',
      acts: 'PARTNER',
      at: 'dueAt',
    },
    { state: 'INVITED', event: 'expire', kind: 'CALENDAR_DAYS', acts: 'CUSTOMER', at: 'dueAt' },
    { state: 'PROVISIONAL', event: 'expire', kind: 'BUSINESS_DAYS', acts: null, at: 'dueAt' },
    { state: 'UNBIND_PENDING', event: null, kind: 'CALENDAR_DAYS', acts: null, at: 'dueAt' },
  ],
  reminders: [{ state: 'UNBIND_PENDING', before: 'dueAt', days: [0] }],
});
