import type { Rows, Transaction } from '../../../platform/db/transaction.ts';
import { uuidv7 } from '../../../platform/ids.ts';
import { tokens } from '../../../platform/secrets.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { endSessionsOf } from '../session/session-end.store.ts';
import { type LinkPurpose, OneTimeLinkEntity } from './one-time-link.entity.ts';

export interface NewLink {
  readonly now: Date;
  readonly expiresAt: Date;
  readonly purpose: LinkPurpose;
  /** Subject of the link: a user, an invitation, a binding or a discount. */
  readonly subjectId: string;
  readonly mail?: string | null;
  /** Customer whose space the link opens; absent for a link to the sign-in pages. */
  readonly customerId?: string | null;
  readonly customerName?: string | null;
  /** Organization that issues the link; absent if the system does. */
  readonly issuerOrgId?: string | null;
  readonly createdBy: string;
}

/** Writes a link inside the transaction `tx` and returns its token, which is not stored. */
export async function issueLink(tx: Transaction, { now, ...link }: NewLink): Promise<string> {
  const token = tokens.create();
  tx.insert(OneTimeLinkEntity, {
    ...link,
    id: uuidv7(now),
    createdAt: now,
    tokenHash: tokens.hash(token),
    usedAt: null,
  });
  return token;
}

/** Writes the row to which the sessions of a signed link refer, when it is first opened; returns its id. */
export async function keepSignedLink(
  tx: Rows,
  token: string,
  link: Required<Omit<NewLink, 'mail' | 'createdBy'>>,
): Promise<string> {
  const { purpose, subjectId, customerId, customerName, issuerOrgId, expiresAt, now } = link;
  const [row] = await tx.rows<{ id: string }>(sql`
    insert into one_time_link (id, created_at, token_hash, purpose, subject_id, customer_id, customer_name,
      issuer_org_id, created_by, expires_at)
    values (${uuidv7(now)}, ${now}, ${tokens.hash(token)}, ${purpose}, ${subjectId}, ${customerId}, ${customerName},
      ${issuerOrgId}, ${issuerOrgId ?? customerId}, ${expiresAt})
    on conflict (token_hash) do update set expires_at = excluded.expires_at
    returning id`);
  return row!.id;
}

/**
 * Uses up the link of a customer (the viewer's `actorId`), inside the transaction of the command that it
 * confirms. Returns false if the link was used or has expired: the command must then refuse.
 */
export async function consumeLink(tx: Rows, linkId: string, now: Date): Promise<boolean> {
  const consumed = await tx.rows(sql`
    update one_time_link set used_at = ${now} where id = ${linkId} and used_at is null and expires_at > ${now} returning id`);
  return consumed.length === 1;
}

/** Whether a link was issued before an instant. */
export async function isLinkOlder(tx: Rows, linkId: string, at: Date): Promise<boolean> {
  const older = await tx.rows(sql`
    select from one_time_link where id = ${linkId} and created_at < ${at}`);
  return older.length > 0;
}

/** Links that only the contact on file of their customer received. */
const TO_CONTACT = sql`purpose = 'ORDER'`;

/**
 * The organization that issued a link and could have opened it itself; null for a link that only the contact on file of
 * its customer received.
 */
export async function issuerOfLink(tx: Rows, linkId: string): Promise<string | null> {
  const [link] = await tx.rows<{ issuerId: string | null }>(sql`
    select case when not ${TO_CONTACT} then issuer_org_id end as "issuerId" from one_time_link where id = ${linkId}`);
  return link?.issuerId ?? null;
}

/** Ends the links of a customer that the former address of its contact on file received, with the sessions that they opened. */
export async function endLinksTo(
  tx: Rows & { readonly now: Date },
  { customerId, mail }: { readonly customerId: string; readonly mail: string },
): Promise<void> {
  const ended = await tx.rows<{ subjectId: string }>(sql`
    update one_time_link set expires_at = ${tx.now}
    where customer_id = ${customerId} and (lower(mail) = ${mail.toLowerCase()} or ${TO_CONTACT}) and expires_at > ${tx.now}
    returning subject_id as "subjectId"`);
  for (const subjectId of new Set(ended.map((link) => link.subjectId)))
    await endSessionsOf(tx, subjectId);
}

/** Ends all open links to a subject that was withdrawn or completed. Sessions that they opened go on. */
export async function endLinksOf(tx: Rows, subjectId: string, now: Date): Promise<void> {
  await tx.rows(sql`
    update one_time_link set expires_at = ${now} where subject_id = ${subjectId} and used_at is null and expires_at > ${now}`);
}
