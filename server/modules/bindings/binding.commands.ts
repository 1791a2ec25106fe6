import { command } from '../../platform/command/command.ts';
import {
  flag,
  type InputFields,
  type InputShape,
  idOf,
  inputShape,
  mailAddress,
  objectOf,
  optional,
  text,
  type Values,
  wordOf,
} from '../../platform/command/input.ts';
import {
  begin,
  eventCommand,
  fire,
  loadForChange,
} from '../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { customer } from '../customers/index.ts';
import type { PartnerBinding } from './binding.entity.ts';
import { bindingLife, daysAhead, type InviteTerms, invitation } from './binding.life.ts';
import { linkToBinding, mailCustomer, namesOf } from './binding.mail.ts';
import { reportDays } from './binding.policies.ts';
import { partnerBinding } from './binding.read.ts';
import { BindingTypeEnum } from './binding.type.ts';
import { type CustomerRef, openBinding, subjectCustomer } from './prospect.write.ts';

const sales = ['csp.owner', 'csp.manager', 'csp.rep'] as const;

const constraints = {
  partner_binding_one_open: 'BINDING_OPEN',
  partner_binding_one_bound: 'ALREADY_BOUND',
};

const prospect: InputShape<NonNullable<CustomerRef['prospect']>> = inputShape(
  'ProspectInput',
  'A customer by what the partner knows of it.',
  {
    name: text('Name of the company or person, as registered.', { max: 120 }),
    cloudAccount: text('Account name (账号), without spaces.', { max: 64, pattern: /^\S+$/ }),
  },
);

/** Exactly one of the two names the customer. */
const who = {
  customerId: optional(idOf(() => customer, 'A customer that the viewer knows.')),
  prospect: optional(
    objectOf(() => prospect, 'A customer that is not known yet; found by its account, or entered.'),
  ),
};

const note = optional(text('What the customer shall read.', { max: 500 }));

/** A new row in its first state; the caller lets it begin. */
function newBinding(tx: Tx, customerId: string, columns: Partial<PartnerBinding>): PartnerBinding {
  return {
    id: tx.newId(),
    createdAt: tx.now,
    partnerId: tx.viewer.tenantId,
    customerId,
    version: 1,
    ...columns,
  } as PartnerBinding;
}

const report = command<CustomerRef & { note?: string | undefined }>({
  name: 'partnerBindingReport',
  description:
    'Reports a customer (报备): reserves it for the partner, so that no other one can take it, until the report expires.',
  roles: sales,
  input: inputShape('PartnerBindingReportInput', 'Input of partnerBindingReport.', {
    ...who,
    note,
  }),
  payload: { partnerBinding: () => partnerBinding },
  idempotent: true,
  constraints,
  async run(tx, input) {
    const customerId = await subjectCustomer(tx, input);
    if (await openBinding(tx, customerId)) throw refuse('BINDING_OPEN');
    const row = newBinding(tx, customerId, {
      status: 'REPORTED',
      note: input.note ?? null,
      reportedAt: tx.now,
      dueAt: await daysAhead(tx, reportDays),
    });
    await begin(tx, bindingLife, row, 'report');
    return { partnerBinding: row.id };
  },
});

const invite = command<CustomerRef & InviteTerms>({
  name: 'partnerBindingInvite',
  description:
    'Invites a customer, reported or not, to bind to the partner. The customer answers by a mailed link, once, and accepts with a code that is sent to its contact on file.',
  roles: sales,
  input: inputShape('PartnerBindingInviteInput', 'Input of partnerBindingInvite.', {
    ...who,
    mail: mailAddress(
      'Where the invitation goes, besides the contact on file. It proves nothing: the code to accept goes to the contact on file alone.',
    ),
    type: wordOf(BindingTypeEnum, 'Relation that is offered.'),
    note,
  }),
  payload: { partnerBinding: () => partnerBinding },
  extra: {
    inviteUrl: {
      type: () => String,
      description: 'The link of the mail, to copy or to show as a QR code; shown once.',
      once: true,
    },
  },
  idempotent: true,
  constraints,
  async run(tx, input) {
    const customerId = await subjectCustomer(tx, input);
    const known = await openBinding(tx, customerId);
    if (known && known.status !== 'REPORTED') throw refuse('BINDING_OPEN');
    const row = known
      ? await loadForChange(tx, bindingLife, known.id)
      : newBinding(tx, customerId, { status: 'INVITED', ...(await invitation(tx, input)) });
    if (known) await fire(tx, bindingLife, row, 'invite', input);
    else await begin(tx, bindingLife, row, 'invite');
    return { partnerBinding: row.id, inviteUrl: await mailCustomer(tx, row, 'invite') };
  },
});

const inviteLink = command<{ id: string }>({
  name: 'partnerBindingInviteLink',
  description:
    'Makes a further link to an open invitation, to copy or to show as a QR code. It ends with the invitation.',
  roles: sales,
  input: inputShape('PartnerBindingInviteLinkInput', 'Input of partnerBindingInviteLink.', {
    id: idOf(() => partnerBinding, 'The invitation.'),
  }),
  payload: { partnerBinding: () => partnerBinding },
  extra: { inviteUrl: { type: () => String, description: 'The link, shown once.', once: true } },
  idempotent: false,
  async run(tx, { id }) {
    const row = await loadForChange(tx, bindingLife, id);
    if (row.status !== 'INVITED') throw refuse('NOT_IN_THIS_STATE', null, { state: row.status });
    const inviteUrl = await linkToBinding(tx, row, (await namesOf(tx, row)).customer);
    tx.audit({ action: 'partnerBindingInviteLink', subjectType: 'PartnerBinding', subjectId: id });
    return { partnerBinding: id, inviteUrl };
  },
});

const event = <F extends InputFields>(
  name: string,
  description: string,
  fields?: F,
  before?: (tx: Tx, row: PartnerBinding, input: Values<F>) => Promise<void>,
): AnyCommand =>
  eventCommand(bindingLife, name, { description, field: 'partnerBinding', fields, before });

const reason = text('Why; the other party reads it.', { max: 500 });
const optionalReason = { reason: optional(reason) };
const code = optional(
  text(
    'The code that was sent to the contact on file, six digits; required once there is a contact.',
    {
      pattern: /^\d{6}$/,
    },
  ),
);

/** Two partners' bindings may be accepted at once; the customer's lock lets the guard see the first. */
async function lockCustomer(tx: Tx, row: PartnerBinding): Promise<void> {
  tx.lock('Customer', row.customerId);
}

export const bindingCommands: readonly AnyCommand[] = [
  report,
  invite,
  inviteLink,
  event(
    'resend',
    'Mails the customer a new link and ends the former ones. The time to answer an invitation begins anew.',
  ),
  event('decline', 'Declines an invitation, as the customer.', optionalReason),
  event(
    'sendCode',
    'Sends a one-time code (验证码) to the contact on file of the customer. A new code voids the former one, but not the count of wrong entries.',
  ),
  event(
    'accept',
    'Accepts an invitation, as the customer: agrees to the kind of relation and to the agreement, and proves it with the code sent to the contact on file. Without a contact on file the binding is provisional.',
    {
      type: wordOf(
        BindingTypeEnum,
        'The kind of relation that the customer agrees to: the one offered.',
      ),
      agreementAccepted: flag('Whether the customer accepts the agreement; must be true.'),
      code,
    },
    async (tx, row, { agreementAccepted }) => {
      if (!agreementAccepted) throw refuse('AGREEMENT_REQUIRED', 'agreementAccepted');
      await lockCustomer(tx, row);
    },
  ),
  event(
    'confirm',
    'Confirms a provisional binding: the customer with the code sent to its contact on file, an operator with a reason.',
    { code, ...optionalReason },
    lockCustomer,
  ),
  event(
    'object',
    'Objects to a provisional binding, as the customer: it ends at once.',
    optionalReason,
  ),
  event('requestChangeType', 'Asks the other party for another kind of relation.', {
    type: wordOf(BindingTypeEnum, 'The kind of relation that is wanted.'),
    reason,
  }),
  event('approveChange', "Agrees to the other party's request for another kind of relation."),
  event(
    'rejectChange',
    "Refuses the other party's request for another kind of relation.",
    optionalReason,
  ),
  event('requestUnbind', 'Asks the other party to end the relation (解绑).', { reason }),
  event('approveUnbind', 'Agrees to end the relation.'),
  event('rejectUnbind', 'Refuses to end the relation.', optionalReason),
  event('withdraw', 'Takes the own open request back.'),
];
