import { bulkOf } from '../../../platform/command/bulk.ts';
import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { proveSecondFactor } from '../../identity/index.ts';
import { billLife } from './bill.life.ts';
import { settlementBill } from './bill.read.ts';

const reason = { reason: field.reason('Reason; kept with the signature.') };
const proof = {
  totp: field.optional(
    field.text(
      'Code of the authenticator app, 6 digits, or a recovery code; required if the caller has a second factor (动态验证码). Without one, a recent proof of identity is required: `POST /auth/prove`.',
      { max: 40 },
    ),
  ),
};
const signing = {
  description:
    'Countersigns a bill (会签). Two different operators sign the same seal; the second signature asks the partner for the invoice.',
};
const constraints = { settlement_bill_signature_once: 'SIGNED_BY_SAME_PERSON' } as const;

const inBulk = bulkOf(settlementBill, { label: (d) => sql`${d.number}` });

export const billCommands: readonly AnyCommand[] = [
  eventCommand(billLife, 'send', {
    description:
      'Sends a reviewed bill to its partner (发送对账单). From then on the bill and its lines cannot change.',
    bulk: inBulk,
  }),
  eventCommand(billLife, 'confirm', {
    description:
      'Confirms a sent bill for its partner (确认对账单); the countersignature begins. A bill waits for it only under the policy `settlement.partner-confirms`, and counts as confirmed at its `dueAt`.',
  }),
  eventCommand(billLife, 'countersign', {
    ...signing,
    fields: { ...reason, ...proof },
    before: (tx, _row, { totp }) => proveSecondFactor(tx, totp),
    constraints,
    bulk: {
      ...inBulk,
      fields: ['reason'],
      proof: {
        fields: proof,
        check: (tx, { totp }) => proveSecondFactor(tx, totp as string | undefined),
        row: eventCommand(billLife, 'countersign', { ...signing, fields: reason, constraints }),
      },
    },
  }),
  eventCommand(billLife, 'pay', {
    description: 'Records the payment of a bill (付款). The bank transfer itself happens outside.',
    fields: {
      reference: field.text('Reference of the bank transfer (付款流水号).', { max: 60 }),
      paidOn: field.day('Day of the bank transfer; not in the future.'),
    },
    bulk: inBulk,
  }),
  eventCommand(billLife, 'release', {
    description:
      'Releases a bill although a seller refused to authorize some of its lines (放行). The bill is paid in full; the next one deducts their amounts by adjustment lines.',
    freshProof: true,
    fields: { reason: field.reason('Reason; visible to the sellers and the partner.') },
  }),
  eventCommand(billLife, 'rejectPayment', {
    description: 'Rejects the payment of a bill (驳回付款).',
    fields: { reason: field.reason('Reason; visible to the partner.') },
  }),
  eventCommand(billLife, 'resubmitPayment', {
    description: 'Submits a rejected payment again (重新提交付款).',
  }),
];
