import { useText } from '../lib/i18n.tsx';
import { Badge, type Tone } from '../ui/display/Badge.tsx';

const binding = {
  PRE_REGISTERED: 'draft',
  INVITED: 'waiting',
  PROVISIONAL: 'waiting',
  DECLINED: 'bad',
  EXPIRED: 'idle',
  BOUND: 'good',
  CHANGE_PENDING: 'review',
  UNBIND_PENDING: 'review',
  UNBOUND: 'idle',
} as const satisfies Record<string, Tone>;

const authorization = {
  SCHEDULED: 'waiting',
  ACTIVE: 'good',
  EXPIRED: 'idle',
  REVOKED: 'bad',
} as const satisfies Record<string, Tone>;

/** Meaning of each state for the reader. States that are missing here are shown as idle. */
const tones = {
  JobStatus: {
    QUEUED: 'waiting',
    RUNNING: 'review',
    CHECKED: 'waiting',
    SUCCEEDED: 'good',
    PARTIAL: 'waiting',
    FAILED: 'bad',
    CANCELLED: 'idle',
    EXPIRED: 'idle',
  },
  PartnerBindingStatus: binding,
  CustomerStatus: { PROSPECT: 'idle', ...binding },
  RepaymentStatus: { NOT_APPLICABLE: 'idle', OUTSTANDING: 'waiting', REPAID: 'good' },
  VerifiedStatus: { NONE: 'idle', IN_REVIEW: 'review', FAILED: 'bad', VERIFIED: 'good' },
  ExclusiveDiscountStatus: {
    DRAFT: 'draft',
    SYSTEM_REVIEW: 'review',
    SELLER_REVIEW: 'review',
    MANUAL_REVIEW: 'review',
    SCHEDULED: 'waiting',
    EFFECTIVE: 'good',
    REJECTED: 'bad',
    WITHDRAWN: 'idle',
    EXPIRED: 'idle',
    UNUSABLE: 'bad',
    REVOKED: 'idle',
  },
  DeadlineOutcomeKind: { IN_TIME: 'good', LATE: 'waiting', LAPSED: 'bad', WITHDRAWN: 'idle' },
  CspAuthorizationStatus: authorization,
  JointSalesAuthorizationStatus: {
    REQUESTED: 'review',
    ...authorization,
    REFUSED: 'bad',
    WITHDRAWN: 'idle',
    LAPSED: 'idle',
  },
  CustomerDemandStatus: {
    DRAFT: 'draft',
    SUBMITTED: 'waiting',
    ACCEPTED: 'review',
    REJECTED: 'bad',
    AUTO_REJECTED: 'bad',
    WITHDRAWN: 'idle',
    CONVERTED: 'good',
    CLOSED: 'idle',
  },
  PrivateOfferStatus: {
    MANUAL_REVIEW: 'review',
    SCHEDULED: 'waiting',
    EFFECTIVE: 'good',
    REJECTED: 'bad',
    WITHDRAWN: 'idle',
    EXPIRED: 'idle',
    UNUSABLE: 'bad',
    REVOKED: 'idle',
  },
  InvoiceStatus: {
    NOTIFIED: 'waiting',
    ISSUED: 'draft',
    MAILED: 'review',
    SIGNED: 'review',
    VERIFIED: 'good',
    RETURNED: 'bad',
  },
  OrderStatus: {
    PENDING_PAYMENT: 'waiting',
    PROCESSING: 'review',
    COMPLETED: 'good',
    REFUND_PENDING: 'review',
    REFUNDED: 'idle',
    CANCELLED: 'idle',
  },
  RefundRequestStatus: {
    REQUESTED: 'waiting',
    AWAITING_RETURN: 'waiting',
    RETURNING: 'review',
    REFUNDED: 'good',
    REJECTED: 'bad',
    WITHDRAWN: 'idle',
  },
  SettlementBillStatus: {
    GENERATED: 'draft',
    SENT: 'waiting',
    COUNTERSIGNING: 'review',
    AWAITING_INVOICE: 'waiting',
    VERIFYING_INVOICE: 'review',
    PAYING: 'review',
    PAID: 'good',
    PAYMENT_REJECTED: 'bad',
  },
  PaymentAuthorizationStatus: { PENDING: 'waiting', AUTHORIZED: 'good', REFUSED: 'bad' },
  BillRunPartnerStatus: { WAITING: 'review', BILLED: 'good', NOTHING: 'idle', PARKED: 'bad' },
  SupervisionStatus: {
    AWAIT_REQUIREMENT: 'waiting',
    AWAIT_CONFIRM: 'waiting',
    AWAIT_ID: 'waiting',
    AWAIT_CLAIM: 'waiting',
    AWAIT_ACTIVATION: 'review',
    AWAIT_PROOF: 'review',
    IMPLEMENTING: 'review',
    AWAIT_DRAFT_CONFIRM: 'waiting',
    BUILDING: 'review',
    DEPLOYING: 'review',
    AWAIT_SHIPMENT: 'review',
    HUAWEI_REVIEW: 'review',
    AWAIT_ACCEPTANCE: 'waiting',
    FROZEN: 'idle',
    COMPLETED: 'good',
    REFUNDED: 'idle',
    CLOSED: 'idle',
  },
  AppealStatus: { SUBMITTED: 'waiting', IN_REVIEW: 'review', RESOLVED: 'good', WITHDRAWN: 'idle' },
  LineSupervisionStatus: { NOT_APPLICABLE: 'idle', IN_PROGRESS: 'review', COMPLETED: 'good' },
  BillingStatus: { NOT_APPLICABLE: 'idle', PENDING: 'waiting', ISSUED: 'good' },
  SaleStatus: { ON_SALE: 'good', DELISTED: 'idle' },
  UpstreamAccountStatus: { CONNECTED: 'good', PAUSED: 'idle', REJECTED: 'bad', REMOVED: 'idle' },
  UpstreamFeedStatus: { OK: 'good', LAGGING: 'waiting', CIRCUIT_OPEN: 'bad', OFF: 'idle' },
  UpstreamNotificationStatus: {
    RECEIVED: 'review',
    PROCESSED: 'good',
    FAILED: 'bad',
    REFUSED: 'idle',
  },
  WebhookEndpointStatus: {
    ENABLED: 'good',
    FAILING: 'waiting',
    PAUSED: 'idle',
    DISABLED: 'bad',
    DELETED: 'idle',
  },
  SyncRunOutcome: { RUNNING: 'review', SUCCEEDED: 'good', FAILED: 'bad' },
  OrganizationStatus: { ACTIVE: 'good', SUSPENDED: 'bad' },
  PartnerStatus: { CERTIFIED: 'good', ENROLLED: 'waiting' },
  MemberStatus: { ACTIVE: 'good', SUSPENDED: 'bad' },
  MemberInvitationStatus: {
    PENDING: 'waiting',
    ACCEPTED: 'good',
    REVOKED: 'idle',
    EXPIRED: 'idle',
  },
} satisfies Record<string, Record<string, Tone>>;

export interface StateBadgeProps {
  type: keyof typeof tones;
  value: string;
  title?: string;
}

export function toneOf(type: StateBadgeProps['type'], value: string): Tone {
  const own: Record<string, Tone> = tones[type];
  return own[value] ?? 'idle';
}

/** A state as color, icon and text: `enum.<Type>.<VALUE>` of the catalogs. */
export function StateBadge({ type, value, title }: StateBadgeProps) {
  const t = useText();
  return (
    <Badge tone={toneOf(type, value)} title={title}>
      {t.enum(type, value)}
    </Badge>
  );
}
