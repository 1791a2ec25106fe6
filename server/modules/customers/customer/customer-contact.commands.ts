import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { DomainEventEntity } from '../../../platform/command/records.entity.ts';
import { tracked } from '../../../platform/command/tracked.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { MembershipEntity, OrganizationEntity } from '../../identity/index.ts';
import { customerForChange } from '../access/customer-access.write.ts';
import { maskedMail, replaceContact } from './contact-change.write.ts';
import type { Customer } from './customer.entity.ts';
import { customer } from './customer.read.ts';

const CONTACT = tracked.fields<Pick<Customer, 'contactMail'>>({
  contactMail: tracked.text(['operator', 'customer'], ({ contactMail }) => maskedMail(contactMail)),
});

/**
 * Enters or corrects the contact on file. It proves the consent of the customer to a binding (domain §4.1), so only
 * operators enter it: a partner could enter its own address and consent in the customer's name, and the holder of a
 * link may be that partner. For the same reason no address of a member of a partner or seller is accepted, the
 * operator proves its identity again, and both addresses are mailed.
 */
const setContact = command({
  name: 'customerSetContact',
  description:
    'Enters or corrects the contact on file of a customer, which receives the codes that prove its consent (登记联系人). Replaces the whole contact; links and codes that the former address received end. Both addresses are notified.',
  roles: ['operator'],
  freshProof: true,
  fields: {
    id: field.id(() => customer, 'The customer.'),
    name: field.text('Name of the contact person.', { max: 60 }),
    mail: field.mailAddress(
      'Mail address that receives the codes; no address of a member of a partner or seller.',
    ),
    phone: field.optional(field.phone('Telephone number; absent: none is on file.')),
    reason: field.text('Means by which the contact was verified; recorded in the audit.', {
      max: 500,
    }),
  },
  payload: { customer: () => customer },
  idempotent: true,
  async run(tx, { id, name, mail, phone, reason }) {
    const row = await customerForChange(tx, id);
    if (row.contactOnFile && row.contactSource === 'UPSTREAM')
      throw refuse('CONTACT_FROM_UPSTREAM', 'mail');
    if (await isOfMember(tx, mail)) throw refuse('CONTACT_OF_MEMBER', 'mail');
    const former = { contactMail: row.contactOnFile ? row.contactMail : null };
    Object.assign(row, {
      contactName: name,
      contactMail: mail,
      contactPhone: phone ?? null,
      contactOnFile: true,
      contactSource: 'OPERATOR',
      version: row.version + 1,
    });
    const changes = tracked.since(CONTACT, tracked.values(CONTACT, former), row);
    await record(tx, row, tracked.detail(changes));
    await replaceContact(tx, {
      id,
      name: row.name,
      contactMail: mail,
      former: former.contactMail ?? null,
    });
    tx.audit({
      action: 'customerSetContact',
      subjectType: 'Customer',
      subjectId: id,
      detail: { reason, ...tracked.detail(changes) },
    });
    return { customer: id };
  },
});

/** Whether somebody who works for a partner or a seller, or did, has the address. */
async function isOfMember(tx: Tx, mail: string): Promise<boolean> {
  const found = await tx.rows(sql`
    select 1 from ${sql.table(MembershipEntity)} m join ${sql.table(OrganizationEntity)} o on o.id = m.org_id
    where lower(m.mail) = ${mail} and o.kind in ('PARTNER', 'SELLER') limit 1`);
  return found.length > 0;
}

/** Writes the event in the history of the customer. Partners do not read it. */
async function record(tx: Tx, row: Customer, detail: object): Promise<void> {
  const [next] = await tx.rows<{ serial: number }>(
    sql`select nextval('customer_event_serial')::int as serial`,
  );
  tx.insert(DomainEventEntity, {
    id: tx.newId(),
    createdAt: tx.now,
    subjectType: 'Customer',
    subjectId: row.id,
    event: 'setContact',
    fromState: row.status,
    toState: row.status,
    subjectVersion: next!.serial,
    label: row.name,
    actorName: tx.viewer.actorName,
    actorSide: tx.viewer.side,
    via: tx.viewer.via,
    requestId: tx.requestId,
    detail,
    partnerId: null,
    sellerId: null,
    customerId: row.id,
  });
}

export const customerContactCommands: readonly AnyCommand[] = [setContact];
