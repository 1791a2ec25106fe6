import { calendar } from '../../platform/calendar.ts';
import { DAY } from '../../platform/clock.ts';
import type { Tx } from '../../platform/command/types.ts';
import { outbox } from '../../platform/jobs/outbox.ts';
import { sql } from '../../platform/sql/sql.ts';
import { CustomerEntity, contactOnFile } from '../customers/index.ts';
import { issueLink, OrganizationEntity } from '../identity/index.ts';
import type { PartnerBinding } from './binding.entity.ts';
import { answerLinkDays } from './binding.policies.ts';

/** Returns the names of both parties for mails. */
export async function namesOf(
  tx: Tx,
  row: PartnerBinding,
): Promise<{ customer: string; partner: string }> {
  const [names] = await tx.rows<{ customer: string; partner: string }>(sql`
    select c.name as customer, o.name as partner from ${sql.table(CustomerEntity)} c, ${sql.table(OrganizationEntity)} o
    where c.id = ${row.customerId} and o.id = ${row.partnerId}`);
  return names!;
}

/** Returns the mail address of the customer's contact on file; null if none exists. */
export async function contactOf(tx: Tx, customerId: string): Promise<string | null> {
  const [row] = await tx.rows<{ mail: string | null }>(
    sql`select ${contactOnFile(sql`${customerId}::uuid`)} as mail`,
  );
  return row?.mail ?? null;
}

/** Creates a link for the customer to this binding; returns its absolute URL. */
export async function linkToBinding(
  tx: Tx,
  row: PartnerBinding,
  customerName: string,
  mail = row.inviteMail,
): Promise<string> {
  const invited = row.status === 'INVITED';
  const days = await answerLinkDays.value(tx, tx.now);
  const token = await issueLink(tx, {
    purpose: invited ? 'BINDING_INVITE' : 'BINDING_RESPONSE',
    subjectId: row.id,
    mail: mail ?? null,
    customerId: row.customerId,
    customerName,
    issuerOrgId: row.partnerId,
    createdBy: tx.viewer.actorId,
    expiresAt: invited ? row.dueAt! : new Date(tx.now.getTime() + days * DAY),
    now: tx.now,
  });
  return `${tx.publicUrl}/buyer/bindings/${token}`;
}

/** Mail with a link, by the state of the binding. */
const LINKED = {
  INVITED: 'bindingInvite',
  PROVISIONAL: 'bindingProvisional',
  BOUND: 'bindingBound',
  CHANGE_PENDING: 'bindingChangeRequest',
  UNBIND_PENDING: 'bindingUnbindRequest',
} as const satisfies Partial<Record<PartnerBinding['status'], string>>;

/** States before the customer's consent is proven: the holder of a link can answer. */
const UNPROVEN = new Set<string>(['INVITED', 'PROVISIONAL']);

/**
 * Mails the customer a new link to this binding, to the contact on file and to the address that the partner
 * entered; returns the link of the latter, or else the only one. Once the customer is bound, a link that can
 * answer goes to the contact only: the other address may belong to the partner and only receives a notice. Without a
 * contact no link is sent then.
 */
export async function mailCustomer(tx: Tx, row: PartnerBinding, event: string): Promise<string> {
  const { customer, partner } = await namesOf(tx, row);
  const contact = await contactOf(tx, row.customerId);
  const given = row.inviteMail ?? null;
  const isProven = !UNPROVEN.has(row.status);
  let link = '';
  for (const to of new Set(isProven ? [contact] : [contact, given])) {
    if (to === null) continue;
    link = await linkToBinding(tx, row, customer, to);
    await outbox.mail(tx, {
      template: LINKED[row.status as keyof typeof LINKED],
      locale: null,
      to,
      customerId: row.customerId,
      ...(tx.viewer.side === 'partner' && {
        askedBy: { orgId: row.partnerId, recordId: row.id },
      }),
      params: {
        customer,
        partner,
        type: row.requestedType ?? row.type!,
        note: (row.status === 'INVITED' ? row.note : row.requestReason) ?? '',
        days: row.dueAt
          ? Math.max(1, Math.round((row.dueAt.getTime() - tx.now.getTime()) / DAY))
          : 0,
        until: row.dueAt ? calendar.localMinute(row.dueAt) : '–',
      },
      links: { link },
      now: tx.now,
    });
  }
  if (isProven && given !== null && given !== contact) await mailNotice(tx, row, event, [given]);
  return link;
}

/** Mails a notice without a link, to the contact on file and to the address that the partner entered. */
export async function mailNotice(
  tx: Tx,
  row: PartnerBinding,
  event: string,
  addresses?: readonly string[],
): Promise<void> {
  const { customer, partner } = await namesOf(tx, row);
  const all = addresses ?? [await contactOf(tx, row.customerId), row.inviteMail ?? null];
  for (const to of new Set(all.filter((mail) => mail !== null))) {
    await outbox.mail(tx, {
      template: 'bindingNotice',
      locale: null,
      to,
      customerId: row.customerId,
      params: {
        customer,
        partner,
        event: `event.PartnerBinding.${event}`,
        status: `enum.PartnerBindingStatus.${row.status}`,
      },
      now: tx.now,
    });
  }
}
