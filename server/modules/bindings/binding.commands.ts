import { bulkOf } from '../../platform/command/bulk.ts';
import { command } from '../../platform/command/command.ts';
import { field, inputShape } from '../../platform/command/input.ts';
import { eventCommand } from '../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { sql } from '../../platform/sql/sql.ts';
import { CustomerEntity, customer, ownDataFields } from '../customers/index.ts';
import type { PartnerBinding } from './binding.entity.ts';
import { bindingLife, invitation } from './binding.life.ts';
import { contactOf, linkToBinding, mailCustomer, namesOf } from './binding.mail.ts';
import { preRegistrationDays } from './binding.policies.ts';
import { partnerBinding } from './binding.read.ts';
import { BindingTypeEnum } from './binding.type.ts';
import { auditProspect, type CustomerRef, openBinding, subjectCustomer } from './prospect.write.ts';

const sales = ['csp.owner', 'csp.manager', 'csp.rep'] as const;

const constraints = {
  partner_binding_one_open: 'BINDING_OPEN',
  partner_binding_one_bound: 'ALREADY_BOUND',
} as const;

const prospect = inputShape('ProspectInput', 'Customer as the partner knows it.', {
  name: field.text('Name of the company or person, as registered.', { max: 120 }),
  cloudAccount: field.text('Account name (账号), without spaces.', { max: 64, pattern: /^\S+$/ }),
  ...ownDataFields,
});

/** Customer by id or by account: exactly one is given. */
const who = {
  customerId: field.optional(field.id(() => customer, "Customer in the viewer's scope.")),
  prospect: field.optional(
    field.object(() => prospect, 'Customer not known yet; found by its account, or recorded.'),
  ),
};

const oneCustomer = {
  code: 'ONE_OF_REQUIRED',
  field: 'customerId',
  holds: ({ customerId, prospect }: CustomerRef) =>
    (customerId === undefined) !== (prospect === undefined),
} as const;

const note = field.optional(field.text('Message to the customer.', { max: 500 }));

/** Returns a new row in its first state; the caller begins its life cycle. */
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

/** Rows are customers in the partner's scope; a prospect is not known to any list. */
const ofCustomers = bulkOf(customer, { row: 'customerId', label: (d) => d.name });
const inBulk = bulkOf(partnerBinding, {
  label: (d) =>
    sql`(select c.name from ${sql.table(CustomerEntity)} c where c.id = ${d.customerId})`,
});

const preRegister = command({
  name: 'partnerBindingPreRegister',
  description:
    'Pre-registers a customer (报备): protects the customer for the partner until the pre-registration expires.',
  roles: sales,
  fields: { ...who, note },
  rules: [oneCustomer],
  payload: { partnerBinding: () => partnerBinding },
  idempotent: true,
  constraints,
  unsuccessful: auditProspect,
  async run(tx, input) {
    const customerId = await subjectCustomer(tx, input);
    if (await openBinding(tx, customerId)) throw refuse('BINDING_OPEN');
    const row = newBinding(tx, customerId, {
      status: 'PRE_REGISTERED',
      note: input.note ?? null,
      preRegisteredAt: tx.now,
      dueAt: await preRegistrationDays.ahead(tx),
    });
    await tx.begin(bindingLife, row, 'preRegister');
    return { partnerBinding: row.id };
  },
});

const invite = command({
  name: 'partnerBindingInvite',
  description:
    'Invites a customer, pre-registered or not, to bind to the partner. The customer responds through the mailed link and accepts with a code sent to its contact on file.',
  roles: sales,
  fields: {
    ...who,
    mail: field.optional(
      field.mailAddress(
        'Mail address to which the invitation is sent in addition to the contact on file; required without one. It proves nothing: the code to accept is sent to the contact on file only.',
      ),
    ),
    type: field.word(BindingTypeEnum, 'Binding type that is offered.'),
    note,
  },
  rules: [oneCustomer],
  payload: { partnerBinding: () => partnerBinding },
  extra: {
    inviteUrl: {
      type: () => String,
      description: 'Link of the invitation mail, to copy or to show as a QR code; shown once.',
      once: true,
    },
  },
  idempotent: true,
  constraints,
  unsuccessful: auditProspect,
  async run(tx, input) {
    const customerId = await subjectCustomer(tx, input);
    const known = await openBinding(tx, customerId);
    if (known && known.status !== 'PRE_REGISTERED') throw refuse('BINDING_OPEN');
    if (input.mail === undefined && (await contactOf(tx, customerId)) === null)
      throw refuse('INVITE_MAIL_REQUIRED', 'mail');
    const row = known
      ? await tx.get(bindingLife, known.id)
      : newBinding(tx, customerId, { status: 'INVITED', ...(await invitation(tx, input)) });
    if (known) await tx.fire(bindingLife, row, 'invite', input);
    else await tx.begin(bindingLife, row, 'invite');
    return { partnerBinding: row.id, inviteUrl: await mailCustomer(tx, row, 'invite') };
  },
});

const inviteLink = command({
  name: 'partnerBindingInviteLink',
  description:
    'Creates a further link to an open invitation, to copy or to show as a QR code. It expires with the invitation.',
  roles: sales,
  fields: {
    id: field.id(() => partnerBinding, 'Global id of the invitation.'),
  },
  payload: { partnerBinding: () => partnerBinding },
  extra: {
    inviteUrl: {
      type: () => String,
      description: 'Link to the invitation, shown once.',
      once: true,
    },
  },
  idempotent: false,
  async run(tx, { id }) {
    const row = await tx.get(bindingLife, id);
    if (row.status !== 'INVITED') throw refuse('NOT_IN_THIS_STATE', null, { state: row.status });
    const inviteUrl = await linkToBinding(tx, row, (await namesOf(tx, row)).customer);
    tx.audit({ action: 'partnerBindingInviteLink', subjectType: 'PartnerBinding', subjectId: id });
    return { partnerBinding: id, inviteUrl };
  },
});

const reason = field.reason('Reason; visible to the other party.');
const optionalReason = { reason: field.optional(reason) };
const code = field.optional(
  field.text(
    'One-time code that was sent to the contact on file, six digits; required if there is a contact.',
    {
      pattern: /^\d{6}$/,
    },
  ),
);

/** `spendSinceBound` refuses a link from before the binding. */
const ofContact =
  'after the binding only the contact on file receives a link to it (decision 0007)';

/** Locks the customer: of two bindings accepted at the same time, the guard of the second sees the first. */
async function lockCustomer(tx: Tx, row: PartnerBinding): Promise<void> {
  tx.lock('Customer', row.customerId);
}

export const bindingCommands: readonly AnyCommand[] = [
  { ...preRegister, bulk: { ...ofCustomers, fields: ['note'] } },
  // Each goes to the contact on file only: no address fits all of them.
  { ...invite, bulk: { ...ofCustomers, fields: ['type', 'note'] } },
  inviteLink,
  eventCommand(bindingLife, 'resend', {
    description:
      'Mails the customer a new link and invalidates the previous ones. The deadline of the invitation restarts.',
    bulk: inBulk,
  }),
  eventCommand(bindingLife, 'decline', {
    unproven: 'a refusal binds the customer to nothing (decision 0007)',
    description: 'Declines an invitation, as the customer.',
    fields: optionalReason,
  }),
  eventCommand(bindingLife, 'sendCode', {
    unproven: 'it asks for the code that proves the consent',
    description:
      "Sends a one-time code (验证码) to the customer's contact on file. A new code invalidates the previous one; the count of wrong entries remains.",
  }),
  eventCommand(bindingLife, 'accept', {
    unproven: 'the code proves the consent itself',
    description:
      'Accepts an invitation, as the customer: agrees to the binding type and to the agreement, and proves it with the code sent to the contact on file. Without a contact on file the binding is provisional.',
    fields: {
      type: field.word(
        BindingTypeEnum,
        'Binding type to which the customer agrees: the one offered.',
      ),
      agreementAccepted: field.flag('Whether the customer accepts the agreement; must be true.'),
      code,
    },
    before: async (tx, row, { agreementAccepted }) => {
      if (!agreementAccepted) throw refuse('AGREEMENT_REQUIRED', 'agreementAccepted');
      await lockCustomer(tx, row);
    },
  }),
  eventCommand(bindingLife, 'confirm', {
    unproven: 'the code proves the consent itself',
    description:
      'Confirms a provisional binding: the customer with the code sent to its contact on file, an operator with a reason.',
    fields: { code, ...optionalReason },
    before: lockCustomer,
  }),
  eventCommand(bindingLife, 'object', {
    unproven: 'a refusal binds the customer to nothing (decision 0007)',
    description: 'Objects to a provisional binding, as the customer; the binding ends at once.',
    fields: optionalReason,
  }),
  eventCommand(bindingLife, 'requestChangeType', {
    unproven: ofContact,
    description: 'Asks the other party to change the binding type.',
    fields: {
      type: field.word(BindingTypeEnum, 'Binding type that is wanted.'),
      reason,
    },
  }),
  eventCommand(bindingLife, 'approveChange', {
    unproven: ofContact,
    description: "Approves the other party's request to change the binding type.",
  }),
  eventCommand(bindingLife, 'rejectChange', {
    unproven: ofContact,
    description: "Rejects the other party's request to change the binding type.",
    fields: optionalReason,
  }),
  eventCommand(bindingLife, 'requestUnbind', {
    unproven: ofContact,
    description: 'Asks the other party to end the binding (解绑).',
    fields: { reason },
  }),
  eventCommand(bindingLife, 'approveUnbind', {
    unproven: ofContact,
    description: 'Approves the request to unbind (解绑).',
  }),
  eventCommand(bindingLife, 'rejectUnbind', {
    unproven: ofContact,
    description: 'Rejects the request to unbind.',
    fields: optionalReason,
  }),
  eventCommand(bindingLife, 'withdraw', {
    unproven: ofContact,
    description: "Withdraws the viewer's open request.",
    bulk: inBulk,
  }),
];
