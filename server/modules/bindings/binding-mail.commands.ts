import { DAY } from '../../platform/clock.ts';
import type { Tx } from '../../platform/command/command.ts';
import { enqueueMail } from '../../platform/jobs/outbox.ts';
import { policyValue } from '../../platform/policy.ts';
import { sql } from '../../platform/read/sql.ts';
import { issueLink } from '../identity/index.ts';
import type { PartnerBinding } from './binding.entity.ts';
import { answerLinkDays } from './binding.policies.ts';

/** Names of the two parties as they stand in mails. */
export async function namesOf(
  tx: Tx,
  row: PartnerBinding,
): Promise<{ customer: string; partner: string }> {
  const [names] = await tx.rows<{ customer: string; partner: string }>(sql`
    select c.name as customer, o.name as partner from customer c, organization o
    where c.id = ${row.customerId} and o.id = ${row.partnerId}`);
  return names!;
}

/** Makes a link by which the customer reaches this binding; returns its absolute address. */
export async function linkToBinding(
  tx: Tx,
  row: PartnerBinding,
  customerName: string,
): Promise<string> {
  const invited = row.status === 'INVITED';
  const days = await policyValue(tx.em, answerLinkDays, tx.now);
  const token = await issueLink(tx.em, {
    purpose: invited ? 'BINDING_INVITE' : 'BINDING_RESPONSE',
    subjectId: row.id,
    mail: row.inviteMail ?? null,
    customerId: row.customerId,
    customerName,
    issuerOrgId: row.partnerId,
    createdBy: tx.viewer.actorId,
    expiresAt: invited ? row.dueAt! : new Date(tx.now.getTime() + days * DAY),
    now: tx.now,
  });
  return `${tx.publicUrl}/buyer/bindings/${token}`;
}

type Template = 'bindingInvite' | 'bindingBound' | 'bindingChangeRequest' | 'bindingUnbindRequest';

/** Mails the customer a new link to this binding; returns the link. */
export async function mailCustomer(
  tx: Tx,
  row: PartnerBinding,
  template: Template,
): Promise<string> {
  const { customer, partner } = await namesOf(tx, row);
  const link = await linkToBinding(tx, row, customer);
  await enqueueMail(tx.em, {
    template,
    locale: null,
    to: row.inviteMail!,
    customerId: row.customerId,
    params: {
      customer,
      partner,
      type: row.requestedType ?? row.type!,
      note: (row.status === 'INVITED' ? row.note : row.requestReason) ?? '–',
      days: row.dueAt ? Math.max(1, Math.round((row.dueAt.getTime() - tx.now.getTime()) / DAY)) : 0,
    },
    links: { link },
    now: tx.now,
  });
  return link;
}
