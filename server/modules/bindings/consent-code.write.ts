import type { Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { outbox } from '../../platform/jobs/outbox.ts';
import { sql } from '../../platform/sql/sql.ts';
import { newCode, proveLinkSession, type SentCode, spendCode } from '../identity/index.ts';
import type { PartnerBinding } from './binding.entity.ts';
import { contactOf, linkToBinding, namesOf } from './binding.mail.ts';
import { consentCodes, consentCounts } from './consent-code.read.ts';

/** Purpose of a code: the consent to a binding, or the proof of a link's session. */
type Purpose = { readonly bindingId: string } | { readonly sessionId: string };

/** Stores a new code for a customer's contact on file. The limits have been checked. */
export async function storeCode(
  tx: Tx,
  to: { readonly customerId: string; readonly issuerId: string | null; readonly contact: string },
  purpose: Purpose,
) {
  const { bindingId, sessionId } = { bindingId: null, sessionId: null, ...purpose };
  const { id, code, hash, minutes, expiresAt } = await newCode(tx, consentCodes);
  await tx.rows(sql`
    insert into consent_code (id, created_at, binding_id, session_id, partner_id, customer_id, code_hash, sent_to, expires_at, wrong_tries)
    values (${id}, ${tx.now}, ${bindingId}, ${sessionId}, ${to.issuerId}, ${to.customerId}, ${hash}, ${to.contact}, ${expiresAt}, 0)`);
  return { code, minutes, expiresAt };
}

/** The latest code of a purpose; one that was sent to another contact is over. */
export async function latestCode(
  tx: Tx,
  purpose: Purpose,
  contact: string | null,
): Promise<SentCode | undefined> {
  const where =
    'bindingId' in purpose
      ? sql`binding_id = ${purpose.bindingId}`
      : sql`session_id = ${purpose.sessionId}`;
  const [sent] = await tx.rows<SentCode>(sql`
    select id, code_hash as hash,
      used_at is not null or expires_at <= ${tx.now} or sent_to is distinct from ${contact}::text as "isOver"
    from consent_code where ${where} order by created_at desc, id desc limit 1`);
  return sent;
}

/**
 * Sends the contact on file a new code for this binding and invalidates the previous one. The guards have
 * checked the limits.
 */
export async function sendCode(tx: Tx, row: PartnerBinding): Promise<void> {
  const contact = await contactOf(tx, row.customerId);
  if (contact === null) throw refuse('NO_CONTACT_ON_FILE');
  const { code, minutes } = await storeCode(
    tx,
    { customerId: row.customerId, issuerId: row.partnerId, contact },
    { bindingId: row.id },
  );
  const { customer, partner } = await namesOf(tx, row);
  await outbox.mail(tx, {
    template: 'bindingCode',
    locale: null,
    to: contact,
    customerId: row.customerId,
    params: { customer, partner, type: row.type!, minutes },
    secrets: { code },
    links: { link: await linkToBinding(tx, row, customer, contact) },
    now: tx.now,
  });
}

/**
 * Checks the customer's code and uses it up; the session that entered it has then proven to act for the customer. A dry
 * run compares nothing, because it would allow free guesses.
 */
export async function proveByCode(
  tx: Tx,
  row: PartnerBinding,
  contact: string,
  code: string | undefined,
): Promise<void> {
  if (code === undefined) throw refuse('CODE_REQUIRED', 'code');
  if (tx.validateOnly) return;
  const sent = await latestCode(tx, { bindingId: row.id }, contact);
  await spendCode(tx, consentCodes, {
    code,
    sent,
    counts: consentCounts({
      customerId: sql`${row.customerId}::uuid`,
      partnerId: sql`${row.partnerId}::uuid`,
    }),
    auditWrong: (detail) =>
      tx.audit({
        action: 'partnerBindingCodeWrong',
        subjectType: 'PartnerBinding',
        subjectId: row.id,
        detail,
      }),
  });
  const { sessionId } = tx.viewer;
  if (sessionId !== undefined)
    await tx.asSystem('bindings', (system) => proveLinkSession(system, sessionId));
}
