import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { outbox } from '../../../platform/jobs/outbox.ts';
import type { MailLocale } from '../../../platform/mail/locales.ts';
import { mobileNumber } from '../../../platform/sms/number.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { newCode, type SentCode, spendCode } from '../../identity/index.ts';
import { memberOf } from '../notification/notification.commands.ts';
import { NOTIFIED_ROLES } from '../notification/notification.read.ts';
import { codeCountsOf, mobileCodes } from './mobile-number.read.ts';

/** The number appears in no audit line. */
const audit = (tx: Tx, action: string): void =>
  tx.audit({ action, subjectType: 'Member', subjectId: memberOf(tx) });

const set = command({
  name: 'mobileNumberSet',
  description:
    "Sends a one-time code to a mobile number, which becomes the viewer's once the code is entered (验证手机号). Without a number, removes the present one.",
  roles: NOTIFIED_ROLES,
  fields: {
    number: field.optional(
      field.text('Number; without a country code a number of the mainland.', { max: 30 }),
    ),
  },
  payload: {},
  idempotent: false,
  freshProof: true,
  async run(tx, { number }) {
    const memberId = memberOf(tx);
    tx.lock('MobileNumber', memberId);
    if (number === undefined) await remove(tx, memberId);
    else await sendCode(tx, memberId, number);
    return {};
  },
});

async function remove(tx: Tx, memberId: string): Promise<void> {
  await tx.rows(sql`update mobile_code set sealed_number = null where member_id = ${memberId}`);
  await tx.rows(sql`delete from mobile_number where member_id = ${memberId}`);
  audit(tx, 'mobileNumberRemove');
}

async function sendCode(tx: Tx, memberId: string, given: string): Promise<void> {
  if (!tx.sendsSms) throw refuse('SMS_OFF');
  const number = mobileNumber.parse(given);
  if (number === null) throw refuse('INVALID_MOBILE_NUMBER', 'number');
  const { triesLeft, resendAt, nextText } = codeCountsOf(memberId);
  const [limit] = await tx.rows<{ left: number; waits: boolean; at: string | null }>(
    sql`select ${triesLeft} as left, ${resendAt} is not null as waits, ${nextText} as at`,
  );
  if (limit!.waits)
    throw refuse(limit!.left > 0 ? 'CODE_TOO_SOON' : 'CODE_LOCKED', 'number', { at: limit!.at! });
  const { id, code, hash, minutes, expiresAt } = await newCode(tx, mobileCodes);
  const sealedNumber = mobileNumber.seal(tx.secrets, number);
  await tx.rows(sql`
    insert into mobile_code (id, created_at, org_id, member_id, code_hash, sealed_number, expires_at, wrong_tries)
    values (${id}, ${tx.now}, ${tx.viewer.tenantId}, ${memberId}, ${hash}, ${sealedNumber}, ${expiresAt}, 0)`);
  const [preference] = await tx.rows<{ locale: MailLocale | null }>(
    sql`select mail_locale as locale from notification_preference where member_id = ${memberId}`,
  );
  await outbox.sms(tx, {
    template: 'mobileCode',
    locale: preference?.locale ?? null,
    sealedNumber,
    recipientOrgId: tx.viewer.tenantId,
    params: { minutes },
    secrets: { code },
    expiresAt,
    now: tx.now,
  });
  audit(tx, 'mobileNumberSendCode');
}

const verify = command({
  name: 'mobileNumberVerify',
  description: 'Verifies the number to which the latest code was sent; it replaces an earlier one.',
  roles: NOTIFIED_ROLES,
  fields: {
    code: field.text('One-time code from the SMS: six digits.', { max: 10 }),
  },
  payload: {},
  idempotent: false,
  async run(tx, { code }) {
    const memberId = memberOf(tx);
    tx.lock('MobileNumber', memberId);
    // A dry run compares nothing, because it would allow free guesses.
    if (tx.validateOnly) return {};
    const [sent] = await tx.rows<SentCode & { sealedNumber: string | null }>(sql`
      select id, code_hash as hash, sealed_number as "sealedNumber",
        used_at is not null or expires_at <= ${tx.now} or sealed_number is null as "isOver"
      from mobile_code where member_id = ${memberId} order by created_at desc, id desc limit 1`);
    await spendCode(tx, mobileCodes, {
      code,
      sent,
      counts: codeCountsOf(memberId),
      auditWrong: (detail) =>
        tx.audit({
          action: 'mobileNumberCodeWrong',
          subjectType: 'Member',
          subjectId: memberId,
          detail,
        }),
    });
    await tx.rows(sql`
      insert into mobile_number (id, created_at, org_id, member_id, sealed_number)
      values (${tx.newId()}, ${tx.now}, ${tx.viewer.tenantId}, ${memberId}, ${sent!.sealedNumber})
      on conflict (member_id) do update set created_at = excluded.created_at, sealed_number = excluded.sealed_number`);
    await tx.rows(sql`update mobile_code set sealed_number = null where member_id = ${memberId}`);
    audit(tx, 'mobileNumberVerify');
    return {};
  },
});

export const mobileNumberCommands: readonly AnyCommand[] = [set, verify];
