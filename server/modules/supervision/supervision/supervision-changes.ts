import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { type FilesInput, hasEvidence, rejectDocuments } from './evidence.write.ts';
import type { Supervision } from './supervision.entity.ts';

/** Input of an event, as its command has parsed it. */
export interface EventInput extends FilesInput {
  readonly reason?: string;
  readonly files?: readonly string[];
  readonly systemId?: string;
  readonly activatedAt?: Date;
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly recipientName?: string;
  readonly recipientPhone?: string;
  readonly shippingAddress?: string;
  readonly signedOffAt?: Date;
}

export type Change = (tx: Tx, row: Supervision, input: EventInput) => Promise<void> | void;

/** Digits of a phone number without the country code, so that `+86 138…` equals `138…`. */
const digits = (phone: string | null | undefined): string =>
  (phone ?? '').replace(/\D/g, '').replace(/^(00)?86(?=1\d{10}$)/, '');

/** The actual activation lies between the payment and now; without it the acceptance counts. */
function activated(tx: Tx, row: Supervision, at: Date | undefined): void {
  if (!at) return;
  if (at < row.paidAt || at > tx.now) throw refuse('ACTIVATION_OUT_OF_RANGE', 'activatedAt');
  row.activatedAt = at;
}

/** Templates whose delivery proves the agreed requirement, by a document that a later delivery may refer to. */
const WITH_SOW: readonly Supervision['template'][] = ['STANDARD', 'WEBSITE'];

/** Columns that an event changes besides the node and its clocks. */
export const changes: Readonly<Record<string, Change>> = {
  submitId(_tx, row, { systemId }) {
    row.systemId = systemId!;
  },
  claimCode(tx, row) {
    row.claimedAt = tx.now;
  },
  activate: (tx, row, { activatedAt = tx.now }) => activated(tx, row, activatedAt),
  async submitDelivery(tx, row, { activatedAt }) {
    if (WITH_SOW.includes(row.template) && !(await hasEvidence(tx, row, 'SOW')))
      throw refuse('SOW_REQUIRED', 'sowFiles');
    activated(tx, row, activatedAt);
  },
  deploy: (tx, row, { activatedAt }) => activated(tx, row, activatedAt),
  ship(tx, row, { carrier, trackingNumber }) {
    Object.assign(row, {
      carrier,
      trackingNumber,
      shippedAt: tx.now,
      signedOffAt: null,
      isPhoneConfirmed: null,
    });
  },
  changeAddress(_tx, row, { recipientName, recipientPhone, shippingAddress }) {
    Object.assign(row, { recipientName, recipientPhone, shippingAddress });
  },
  signOff(tx, row, { signedOffAt, recipientPhone }) {
    if (signedOffAt! < row.shippedAt! || signedOffAt! > tx.now)
      throw refuse('SIGN_OFF_OUT_OF_RANGE', 'signedOffAt');
    row.signedOffAt = signedOffAt!;
    row.isPhoneConfirmed = digits(recipientPhone) === digits(row.recipientPhone);
  },
  rejectAcceptance(tx, row, { reason }) {
    row.rejectionCount += 1;
    row.rejectionReason = reason!;
    row.rejectedAt = tx.now;
    rejectDocuments(tx, row);
  },
  nudge(tx, row) {
    row.nudgedAt = tx.now;
  },
  flagStalled(_tx, row) {
    row.isStalled = true;
    row.stallAt = null;
  },
  warnDelivery(_tx, row) {
    row.warnAt = null;
  },
  flagOverdue(_tx, row) {
    row.isOverdue = true;
    row.overdueAt = null;
  },
};
