import { randomInt } from 'node:crypto';
import type { Tx } from '../../platform/command/types.ts';
import { LastingRefusal, refuse } from '../../platform/errors.ts';
import { enqueueMail } from '../../platform/jobs/outbox.ts';
import { sameSecret } from '../../platform/secrets.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { PartnerBinding } from './binding.entity.ts';
import { contactOf, linkToBinding, namesOf } from './binding.mail.ts';
import { codeMinutes } from './binding.policies.ts';
import { nextCodeText, triesLeft } from './consent-code.read.ts';

const MINUTE = 60_000;
const DIGITS = 6;

/** Returns the stored hash of a code. It includes the row's id, so that equal codes differ. */
const hashed = (tx: Tx, id: string, code: string): string =>
  tx.secrets.sign('consent-code', `${id}:${code}`);

/**
 * Sends the contact on file a new code for this binding and invalidates the previous one. The guards have
 * checked the limits.
 */
export async function sendCode(tx: Tx, row: PartnerBinding): Promise<void> {
  const contact = await contactOf(tx, row.customerId);
  if (contact === null) throw refuse('NO_CONTACT_ON_FILE');
  const id = tx.newId();
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, '0');
  const minutes = await codeMinutes.value(tx, tx.now);
  await tx.rows(sql`
    insert into consent_code (id, created_at, binding_id, partner_id, customer_id, code_hash, sent_to, expires_at, wrong_tries)
    values (${id}, ${tx.now}, ${row.id}, ${row.partnerId}, ${row.customerId}, ${hashed(tx, id, code)}, ${contact},
      ${new Date(tx.now.getTime() + minutes * MINUTE)}, 0)`);
  const { customer, partner } = await namesOf(tx, row);
  await enqueueMail(tx, {
    template: 'bindingCode',
    locale: null,
    to: contact,
    customerId: row.customerId,
    params: { customer, partner, type: row.type!, minutes },
    secrets: { code },
    links: { link: await linkToBinding(tx, row, customer) },
    now: tx.now,
  });
}

interface SentCode {
  readonly id: string;
  readonly hash: string;
  readonly isOver: boolean;
}

/**
 * Checks the customer's code and uses it up. Refuses with CODE_REQUIRED, CODE_EXPIRED, CODE_WRONG (with the
 * tries left) or CODE_LOCKED; a wrong entry stays counted. A dry run compares nothing, because it would allow
 * free guesses.
 */
export async function proveByCode(
  tx: Tx,
  row: PartnerBinding,
  contact: string,
  code: string | undefined,
): Promise<void> {
  if (code === undefined) throw refuse('CODE_REQUIRED', 'code');
  if (tx.validateOnly) return;
  const [sent] = await tx.rows<SentCode>(sql`
    select id, code_hash as hash, used_at is not null or expires_at <= ${tx.now} or sent_to <> ${contact} as "isOver"
    from consent_code where binding_id = ${row.id} order by created_at desc, id desc limit 1`);
  if (!sent) throw refuse('CODE_REQUIRED', 'code');
  const before = await counted(tx, row);
  if (before.left === 0) throw refuse('CODE_LOCKED', 'code', { at: before.at });
  if (sent.isOver) throw refuse('CODE_EXPIRED', 'code');
  if (sameSecret(hashed(tx, sent.id, code), sent.hash)) {
    await tx.rows(sql`update consent_code set used_at = ${tx.now} where id = ${sent.id}`);
    return;
  }
  await tx.rows(sql`update consent_code set wrong_tries = wrong_tries + 1 where id = ${sent.id}`);
  const { left, at } = await counted(tx, row);
  tx.audit({
    action: 'partnerBindingCodeWrong',
    subjectType: 'PartnerBinding',
    subjectId: row.id,
    detail: { left },
  });
  throw new LastingRefusal(
    (left > 0 ? refuse('CODE_WRONG', 'code', { left }) : refuse('CODE_LOCKED', 'code', { at }))
      .errors,
  );
}

/** Returns the tries left for a partner and a customer, and the time from which another code may be sent. */
async function counted(
  tx: Tx,
  { customerId, partnerId }: PartnerBinding,
): Promise<{ left: number; at: string }> {
  const pair = { customerId: sql`${customerId}::uuid`, partnerId: sql`${partnerId}::uuid` };
  const [found] = await tx.rows<{ left: number; at: string | null }>(
    sql`select ${triesLeft(pair)} as left, ${nextCodeText(pair)} as at`,
  );
  return { left: found!.left, at: found!.at ?? '' };
}
