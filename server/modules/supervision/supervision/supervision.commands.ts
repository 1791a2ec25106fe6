import { field } from '../../../platform/command/input.ts';
import { eventCommand } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { shipmentFields } from '../../orders/index.ts';
import { files } from './evidence.write.ts';
import type { Supervision } from './supervision.entity.ts';
import { supervisionLife } from './supervision.life.ts';

const event = (
  name: string,
  description: string,
  fields: AnyCommand['input']['fields'] = {},
): AnyCommand => eventCommand(supervisionLife, name, { description, fields });

const reason = { reason: field.text('Reason; visible to both sides.', { max: 2_000 }) };
const grounds = { rejectionFiles: files('Grounds of the rejection.') };
const PHONE = /^\+?\d[\d -]{5,19}$/;
const activatedAt = field.optional(
  field.instant(
    'Actual activation (实际开通时间), between the payment and now; absent: the acceptance counts.',
  ),
);

/** A decision that comes after the end has its own code, with the way in which the supervision ended. */
const inTime = async (_tx: Tx, { status, acceptance }: Supervision): Promise<void> => {
  if (status === 'COMPLETED')
    throw refuse('ACCEPTED_ALREADY', null, { acceptance: acceptance ?? '' });
};

export const supervisionCommands: readonly AnyCommand[] = [
  event('submitRequirement', 'Submits the requirement (提交需求), as the customer.', {
    requirementFiles: files('Requirement (需求说明), at least one file.', 1),
    supplementFiles: files('Additional material.'),
  }),
  event('confirmRequirement', 'Confirms the requirement (确认需求), as the seller.'),
  event(
    'rejectRequirement',
    'Rejects the requirement, as the seller; the customer submits it again.',
    { ...reason, ...grounds },
  ),
  event('submitId', 'Submits the system or hardware id for an ID code, as the customer.', {
    systemId: field.text('System or hardware id (识别码).', { max: 200 }),
  }),
  event(
    'claimCode',
    'Claims the authorization code (领取授权码), as the customer. From then on no negotiated refund is possible.',
  ),
  event('activate', 'Records the activation of the license, as the seller or its program.', {
    activatedAt: field.optional(
      field.instant('Time of the activation, between the payment and now; absent: now.'),
    ),
  }),
  event('submitProof', 'Submits the proof of activation (上传激活凭证), as the seller.', {
    proofFiles: files('Proof of activation, at least one file.', 1),
    supplementFiles: files('Additional material.'),
  }),
  event('submitDraft', 'Submits the draft of a website (提交设计稿), as the seller.', {
    draftFiles: files('Draft, at least one file.', 1),
    supplementFiles: files('Additional material.'),
  }),
  event('confirmDraft', 'Confirms the draft of a website, as the customer.'),
  event('rejectDraft', 'Rejects the draft of a website, as the customer.', {
    ...reason,
    ...grounds,
  }),
  event('submitDelivery', 'Submits the delivery with its documents (提交交付), as the seller.', {
    activatedAt,
    sowFiles: files(
      'Scope of work or requirement document (SOW); required once by the templates STANDARD and WEBSITE.',
    ),
    acceptanceFiles: files(
      'Acceptance document (验收文档), at least one file. A rejected one is not accepted again.',
      1,
    ),
    supplementFiles: files('Additional material.'),
  }),
  event('deploy', 'Reports the deployment of a software package (完成部署).', {
    activatedAt,
    proofFiles: files('Proof of the deployment.'),
  }),
  event('ship', 'Ships the hardware (发货), as the seller. The address cannot change afterwards.', {
    ...shipmentFields,
    shipmentFiles: files('Packing list or photos of the shipment.'),
  }),
  event(
    'changeAddress',
    'Sets the shipping address (收货地址), as the customer, before shipping.',
    {
      recipientName: field.text('Recipient (收货人).', { max: 100 }),
      recipientPhone: field.text('Phone of the recipient (收货电话).', { pattern: PHONE }),
      shippingAddress: field.text('Shipping address.', { max: 500 }),
    },
  ),
  event(
    'signOff',
    "Records that the carrier's recipient signed for the hardware (承运方签收). If the phone equals the order's, the hardware counts as accepted some days later.",
    {
      signedOffAt: field.instant('Time of the sign-off, between the shipment and now.'),
      recipientPhone: field.text('Phone of the person who signed.', { pattern: PHONE }),
    },
  ),
  event('passReview', 'Passes the Huawei review (华为云复核通过), as operations.'),
  event('failReview', 'Fails the Huawei review, as operations; the seller delivers again.', {
    ...reason,
    ...grounds,
  }),
  eventCommand(supervisionLife, 'accept', {
    description: 'Accepts the delivery (确认验收), as the customer; the line can be billed.',
    before: inTime,
  }),
  eventCommand(supervisionLife, 'rejectAcceptance', {
    description:
      "Rejects the delivery (驳回验收), as the customer; it returns to the seller's node.",
    fields: { ...reason, ...grounds },
    before: inTime,
  }),
  event('nudge', 'Reminds the side in turn (催办), at most once a day.'),
];
