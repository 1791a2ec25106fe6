import { HOUR } from '../../../platform/clock.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import type { CommandDeps } from '../../../platform/command/types.ts';
import { outbox } from '../../../platform/jobs/outbox.ts';
import type { MailLocale } from '../../../platform/mail/locales.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { issueLink } from '../link/one-time-link.store.ts';
import { MAY_SIGN_IN, SIGN_IN } from './credential.store.ts';
import { PASSWORD_RESET_TASK } from './password-reset-request.store.ts';
import { passwordLinkHours } from './sign-in.policies.ts';

/**
 * Handles requests for a new password: mails a one-time link to each account, and nothing to unknown
 * addresses.
 */
export const passwordResets = (deps: CommandDeps) => ({
  name: PASSWORD_RESET_TASK,
  async run() {
    let done = 0;
    while (await answerOldest(deps)) done += 1;
    return done;
  },
});

interface Person {
  readonly id: string;
  readonly name: string;
  readonly locale: MailLocale | null;
}

/** Handles the oldest request; returns false if none exists. */
const answerOldest = (deps: CommandDeps): Promise<boolean> =>
  transact(deps, SIGN_IN, PASSWORD_RESET_TASK, async (tx) => {
    const [request] = await tx.rows<{ mail: string }>(sql`
      delete from password_reset_request where id = (
        select id from password_reset_request order by created_at, id limit 1 for update skip locked)
      returning mail`);
    if (!request) return false;
    const { mail } = request;
    const [person] = await tx.rows<Person>(
      sql`select u.id, u.name, u.locale from app_user u where ${MAY_SIGN_IN} and u.mail = ${mail}`,
    );
    if (!person) return true;
    const hours = await passwordLinkHours.value(tx, tx.now);
    const token = await issueLink(tx, {
      purpose: 'SET_PASSWORD',
      subjectId: person.id,
      mail,
      createdBy: tx.viewer.actorId,
      expiresAt: new Date(tx.now.getTime() + hours * HOUR),
      now: tx.now,
    });
    await outbox.mail(tx, {
      template: 'passwordReset',
      locale: person.locale,
      to: mail,
      isUrgent: true,
      now: tx.now,
      params: { name: person.name, hours },
      links: { resetLink: `/set-password?token=${token}` },
    });
    tx.audit({ action: 'passwordLinkIssue', subjectType: 'User', subjectId: person.id });
    return true;
  });
