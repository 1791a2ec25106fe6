import { deadlines } from '../../../platform/command/life-cycle/deadlines.ts';
import type { Role } from '../../../platform/viewer.ts';
import { cspAuthorizationLife, jointSalesLife } from '../../authorizations/index.ts';
import { bindingLife } from '../../bindings/index.ts';
import { demandLife, offerLife } from '../../demands/index.ts';
import { discountLife } from '../../discounts/index.ts';
import { invoiceLife } from '../../invoices/index.ts';
import { noteLife } from '../../notes/index.ts';
import { orderLife, refundLife } from '../../orders/index.ts';
import { billLife, lineDisputeLife } from '../../settlement/index.ts';
import { appealLife, nodesOfActor, supervisionLife } from '../../supervision/index.ts';
import { audiences } from '../notification/audiences.read.ts';
import {
  AT_ONCE,
  decision,
  isReportedInTime,
  NEXT_MORNING,
  type NotificationKind,
  on,
  ownerLater,
  reminders,
} from './notified-event.ts';
import { integrationKinds } from './notified-integrations.ts';
import { moneyKinds } from './notified-money.ts';

/** Events of a supervision that may hand it to another side, and reminders of that side. */
const HANDOVERS: readonly string[] = [
  ...new Set(
    supervisionLife.machine.transitions.flatMap(({ event, from, to }) =>
      from.every((state) => state === to) ? [] : [event],
    ),
  ),
  'nudge',
  ...reminders(supervisionLife),
];

/** All notifications of the product. Actors are not notified of their own actions. */
const notificationKinds = {
  BINDING_REQUEST: {
    description: 'Request of a customer to change or end its binding (客户申请变更或解绑).',
    of: [
      on(bindingLife, ['requestChangeType', 'requestUnbind', ...reminders(bindingLife)], 'carers'),
    ],
    channels: AT_ONCE,
    sms: 'bindingRequest',
    required: decision,
  },
  BINDING_ANSWER: {
    description:
      'Outcome of an invitation or request: accepted, rejected, withdrawn or expired (绑定邀请与申请的结果).',
    of: [
      on(
        bindingLife,
        [
          'accept',
          'decline',
          'expire',
          'confirm',
          'object',
          'supersede',
          'approveChange',
          'rejectChange',
          'approveUnbind',
          'rejectUnbind',
          'withdraw',
          'associate',
          'adoptType',
          'dissociate',
        ],
        'carers',
      ),
    ],
    channels: NEXT_MORNING,
  },
  JOINT_REQUEST: {
    description: 'Request of a partner for a joint-sales authorization (联合销售授权申请).',
    of: [on(jointSalesLife, ['request', 'renew', 'withdraw'], 'sellerManagers')],
    channels: NEXT_MORNING,
    required: decision,
  },
  AUTHORIZATION_CHANGE: {
    description:
      'Authorization granted, refused, changed, revoked or expired (授权的授予、变更与终止).',
    of: [
      on(cspAuthorizationLife, ['create', 'modify', 'revoke', 'end'], 'partnerManagers'),
      on(cspAuthorizationLife, ['unbind'], 'partnerManagers', 'sellerManagers'),
      on(jointSalesLife, ['unbind', 'lapse'], 'partnerManagers', 'sellerManagers'),
      on(
        jointSalesLife,
        ['grant', 'grantDirectly', 'refuse', 'amend', 'revoke', 'end'],
        'partnerManagers',
      ),
    ],
    channels: NEXT_MORNING,
  },
  AUTHORIZATION_ENDING: {
    description: 'Authorization about to expire (授权即将到期).',
    of: [cspAuthorizationLife, jointSalesLife].map((life) =>
      on(life, reminders(life), 'partnerManagers', 'sellerManagers'),
    ),
    channels: AT_ONCE,
  },
  DISCOUNT_REVIEW: {
    description: "Exclusive discount awaiting the viewer's review (专属优惠待您审核).",
    of: [
      { ...on(discountLife, ['submit'], 'operators'), state: 'MANUAL_REVIEW' },
      { ...on(discountLife, ['pass', 'approve'], 'reviewers'), state: 'SELLER_REVIEW' },
    ],
    channels: NEXT_MORNING,
    sms: 'discountReview',
    required: decision,
  },
  DISCOUNT_DECISION: {
    description: 'Discount approved or rejected (专属优惠审核结果).',
    of: [on(discountLife, ['approve', 'reject'], 'carers')],
    channels: AT_ONCE,
    ...ownerLater,
  },
  DISCOUNT_COURSE: {
    description: 'Discount in effect, expired or no longer usable (专属优惠生效、到期或失效).',
    of: [
      {
        ...on(discountLife, ['start', 'end', 'delist', 'unbind'], 'carers'),
        // An automatic discount ends with the payment, of which its partner is notified.
        of: ({ origin }) => origin !== 'AUTO',
      },
    ],
    channels: AT_ONCE,
    ...ownerLater,
  },
  DISCOUNT_ENDING: {
    description: 'Discount about to expire (专属优惠即将到期).',
    of: [on(discountLife, reminders(discountLife), 'carers')],
    channels: AT_ONCE,
    ...ownerLater,
  },
  DEMAND_WAITING: {
    description:
      'Customer demand submitted, nudged or about to time out, which the seller must receive (客户需求待接收).',
    of: [
      on(demandLife, ['submit', 'nudge', 'withdraw'], 'reviewers'),
      on(demandLife, reminders(demandLife), 'reviewers', 'carers'),
    ],
    channels: AT_ONCE,
    sms: 'demandWaiting',
    required: decision,
  },
  DEMAND_ANSWER: {
    description:
      'Customer demand received, rejected, timed out, closed or answered by an offer (客户需求的结果).',
    of: [
      on(demandLife, ['receive', 'reject', 'convert', 'close'], 'carers'),
      on(demandLife, ['lapse'], 'carers', 'reviewers'),
    ],
    channels: AT_ONCE,
    ...ownerLater,
  },
  ORDER_PAID: {
    description: 'Order paid, or its credit repaid (客户订单已支付或已还款).',
    of: [
      on(orderLife, ['confirmPayment'], 'carers', 'orderSellers'),
      on(orderLife, ['repay'], 'carers'),
    ],
    channels: NEXT_MORNING,
  },
  ORDER_REFUNDED: {
    description:
      'Order refunded without a reason, or as the upstream reports (客户订单已无理由退订或上游已退订).',
    of: [
      on(orderLife, ['refundWithoutReason'], 'carers', 'orderSellers'),
      { ...on(orderLife, ['unsubscribe'], 'carers'), of: isReportedInTime },
    ],
    channels: NEXT_MORNING,
    ...ownerLater,
  },
  REFUND_REQUEST: {
    description:
      'Refund requested, withdrawn or sent back, and reminders of an answer, which the seller owes (退订申请待商家处理).',
    of: [
      on(refundLife, ['request', 'withdraw', 'lapse', 'shipBack'], 'sellerManagers'),
      ...(['REQUESTED', 'RETURNING'] as const).map((state) => ({
        ...on(refundLife, reminders(refundLife), 'sellerManagers'),
        state,
      })),
    ],
    channels: AT_ONCE,
    required: decision,
  },
  REFUND_COURSE: {
    description: 'Refund request approved, rejected or ended (退订申请结果).',
    of: [
      on(
        refundLife,
        ['approve', 'reject', 'confirmReturn', 'acceptReturn', 'supersede'],
        'sellerManagers',
        'carers',
      ),
    ],
    channels: NEXT_MORNING,
    ...ownerLater,
  },
  SUPERVISION_TURN: {
    description: "Supervised delivery awaiting the viewer's side (服务监管待您处理).",
    of: [
      ...nodesOfActor('SELLER').map((state) => ({
        ...on(supervisionLife, HANDOVERS, 'reviewers'),
        state,
      })),
      ...nodesOfActor('OPERATOR').map((state) => ({
        ...on(supervisionLife, HANDOVERS, 'operators'),
        state,
      })),
    ],
    channels: AT_ONCE,
    required: decision,
  },
  SUPERVISION_DELAY: {
    description: 'Supervised delivery stalled, about to be overdue or overdue (交付停滞或超时).',
    of: [
      on(supervisionLife, ['flagStalled', 'warnDelivery'], 'reviewers', 'carers'),
      on(supervisionLife, ['flagOverdue'], 'reviewers', 'carers', 'operators'),
    ],
    channels: NEXT_MORNING,
  },
  SUPERVISION_COURSE: {
    description: 'Supervised delivery accepted or closed (交付已验收或已关闭).',
    of: [
      on(
        supervisionLife,
        ['accept', 'autoAccept', 'submitProof', 'passReview', 'close'],
        'reviewers',
        'carers',
      ),
    ],
    channels: NEXT_MORNING,
    ...ownerLater,
  },
  APPEAL_DESK: {
    description: 'Appeal awaiting operations, or a response in it (申诉待处理).',
    of: [on(appealLife, ['open', 'respond', 'handOver', 'warn', 'flagBreach'], 'operators')],
    channels: AT_ONCE,
    required: decision,
  },
  APPEAL_COURSE: {
    description: 'Appeal taken, decided or ended, or material requested in it (申诉进展).',
    of: [
      on(appealLife, ['take', 'askMaterial', 'decide', 'withdraw', 'lapse'], 'reviewers', 'carers'),
    ],
    channels: AT_ONCE,
    ...ownerLater,
  },
  PRIVATE_OFFER: {
    description:
      'Private offer of a seller approved, rejected, in effect, expired, revoked or no longer usable (商家专属优惠进展).',
    of: [
      { ...on(offerLife, ['create'], 'operators'), state: 'MANUAL_REVIEW' },
      on(offerLife, ['approve', 'reject'], 'sellerManagers', 'carers'),
      on(offerLife, ['start', 'end', 'delist'], 'carers', 'sellerManagers'),
      on(offerLife, ['revoke'], 'carers'),
      on(offerLife, ['draftDiscount'], 'sellerManagers'),
    ],
    channels: NEXT_MORNING,
  },
  ...moneyKinds,
  DEADLINE_MOVED: {
    description:
      'Deadline moved by more than a day, because operations entered a holiday plan (放假安排公布后期限调整).',
    of: [
      on(bindingLife, [deadlines.MOVED], 'carers'),
      { ...on(discountLife, [deadlines.MOVED], 'carers', 'reviewers'), state: 'SELLER_REVIEW' },
      { ...on(discountLife, [deadlines.MOVED], 'carers', 'operators'), state: 'MANUAL_REVIEW' },
      on(billLife, [deadlines.MOVED], 'finance', 'operators'),
      on(invoiceLife, [deadlines.MOVED], 'finance', 'operators'),
      ...[appealLife, lineDisputeLife].map((life) => on(life, [deadlines.MOVED], 'operators')),
    ],
    channels: NEXT_MORNING,
  },
  ...integrationKinds,
  COMMENT: {
    description: 'Comment that another party has shared (其他方的留言).',
    of: [
      {
        ...on(discountLife, ['comment'], 'carers', 'operators'),
        state: 'MANUAL_REVIEW',
        onlyOthers: true,
      },
      { ...on(discountLife, ['comment'], 'carers', 'reviewers'), onlyOthers: true },
      { ...on(demandLife, ['comment'], 'carers', 'reviewers'), onlyOthers: true },
      { ...on(supervisionLife, ['comment'], 'carers', 'sellerManagers'), onlyOthers: true },
      { ...on(lineDisputeLife, ['comment'], 'finance', 'operators'), onlyOthers: true },
      { ...on(appealLife, ['comment'], 'carers', 'sellerManagers', 'operators'), onlyOthers: true },
    ],
    channels: AT_ONCE,
    ...ownerLater,
  },
  MENTION: {
    description: 'Note of a colleague that mentions the member (备注提及).',
    of: [on(noteLife, ['add', 'edit'], 'mentioned')],
    channels: AT_ONCE,
  },
} as const satisfies Record<string, NotificationKind>;
export type NotificationKindName = keyof typeof notificationKinds;

/** The kinds as a list with their names. */
export const kinds = Object.entries<NotificationKind>(notificationKinds).map(([name, kind]) => ({
  ...kind,
  name: name as NotificationKindName,
}));

export const kindsFor = (role: Role) =>
  kinds.filter(({ of }) =>
    of.some(({ tell }) =>
      tell.some((one) => (audiences[one].roles as readonly Role[]).includes(role)),
    ),
  );
