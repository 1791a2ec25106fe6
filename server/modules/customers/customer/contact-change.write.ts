import type { Tx } from '../../../platform/command/types.ts';
import { outbox } from '../../../platform/jobs/outbox.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { endLinksTo, endProofsOf } from '../../identity/index.ts';

/** A mail address as the history keeps it: recognizable for its owner only. */
export const maskedMail = (mail: string | null | undefined): string | null =>
  mail ? mail.replace(/^(.)[^@]*@(.*)$/, '$1***@$2') : null;

/** A customer after a change. */
export interface MailedContact {
  readonly id: string;
  readonly name: string;
  /** Address of the contact; null without one. */
  readonly contactMail: string | null;
  /** Address on file before the change; null without one. */
  readonly former: string | null;
}

/** Columns of `MailedContact` that an update of the customer `c` returns, `o` being its row before. */
export const contactChange = sql.raw(
  'c.contact_mail as "contactMail", case when o.contact_on_file then o.contact_mail end as former',
);

const differ = (a: string, b: string): boolean => a.toLowerCase() !== b.toLowerCase();

/** Replaces the contacts on file whose address a statement has changed. */
export async function replaceContacts(tx: Tx, rows: readonly MailedContact[]): Promise<void> {
  for (const { contactMail, former, ...row } of rows)
    if (contactMail && former && differ(former, contactMail))
      await replaceContact(tx, { ...row, contactMail, former });
}

/**
 * Ends what the former address of a contact on file received, and mails both addresses, so that neither a mistake nor
 * a takeover stays unnoticed.
 */
export async function replaceContact(
  tx: Tx,
  { id, name, contactMail, former }: MailedContact & { readonly contactMail: string },
): Promise<void> {
  if (former && differ(former, contactMail))
    await tx.asSystem('customers', async (system) => {
      await endLinksTo(system, { customerId: id, mail: former });
      await endProofsOf(system, id);
    });
  for (const to of new Set([former ?? contactMail, contactMail]))
    await outbox.mail(tx, {
      template: 'contactOnFile',
      locale: null,
      to,
      customerId: id,
      params: { customer: name, contact: maskedMail(contactMail)! },
      now: tx.now,
    });
}
