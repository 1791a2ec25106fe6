import { GraphQLString } from 'graphql';
import { command } from '../../platform/command/command.ts';
import { field } from '../../platform/command/input.ts';
import type { AnyCommand, Tx } from '../../platform/command/types.ts';
import { PublicError, refuse } from '../../platform/errors.ts';
import { outbox } from '../../platform/jobs/outbox.ts';
import { scalar } from '../../platform/schema/scalars.ts';
import { sql } from '../../platform/sql/sql.ts';
import { CustomerEntity, customer, veiledContact } from '../customers/index.ts';
import { issuerOfLink, proveLinkSession, spendCode } from '../identity/index.ts';
import { contactOf } from './binding.mail.ts';
import { codeCountsOfSessions, consentCodes } from './consent-code.read.ts';
import { latestCode, storeCode } from './consent-code.write.ts';

const own = { id: field.id(() => customer, 'The customer whose link the session opened.') };

/** The session of a link that calls the command, and the organization that could have opened the link itself. */
async function holderOf(tx: Tx): Promise<{ sessionId: string; issuerId: string | null }> {
  const { sessionId, actorId, tenantId } = tx.viewer;
  if (sessionId === undefined) throw PublicError.forbidden();
  tx.lock('Customer', tenantId);
  return { sessionId, issuerId: await issuerOfLink(tx, actorId) };
}

const audit = (tx: Tx, action: string, detail?: Readonly<Record<string, unknown>>): void =>
  tx.audit({
    action,
    subjectType: 'Customer',
    subjectId: tx.viewer.tenantId,
    ...(detail && { detail }),
  });

const sendCode = command({
  name: 'customerSendCode',
  description:
    "Sends a one-time code (验证码) to the customer's contact on file, with which the session of a link proves that it acts for the customer. A new code invalidates the previous one; the count of wrong entries remains.",
  roles: ['buyer'],
  unproven: 'it asks for the code that proves the session',
  fields: own,
  payload: { customer: () => customer },
  extra: {
    sentTo: { type: () => GraphQLString, description: 'Masked address that received the code.' },
    expiresAt: { type: () => scalar.dateTime, description: 'Time at which the code expires.' },
    resendAt: {
      type: () => scalar.dateTime,
      description: 'Time from which another code can be requested.',
    },
  },
  idempotent: false,
  async run(tx, { id: customerId }) {
    const { sessionId, issuerId } = await holderOf(tx);
    const contact = await contactOf(tx, customerId);
    if (contact === null) throw refuse('NO_CONTACT_ON_FILE');
    const { triesLeft, resendAt, nextText } = codeCountsOfSessions(customerId, issuerId);
    const [limit] = await tx.rows<{ left: number; waits: boolean; at: string | null }>(
      sql`select ${triesLeft} as left, ${resendAt} is not null as waits, ${nextText} as at`,
    );
    if (limit!.waits)
      throw refuse(limit!.left > 0 ? 'CODE_TOO_SOON' : 'CODE_LOCKED', null, { at: limit!.at! });
    const { code, minutes, expiresAt } = await storeCode(
      tx,
      { customerId, issuerId, contact },
      { sessionId },
    );
    const [sent] = await tx.rows<{ name: string; to: string; resendAt: Date }>(sql`
      select c.name, ${veiledContact(sql`c.id`)} as to, ${resendAt} as "resendAt"
      from ${sql.table(CustomerEntity)} c where c.id = ${customerId}`);
    await outbox.mail(tx, {
      template: 'customerCode',
      locale: null,
      to: contact,
      customerId,
      params: { customer: sent!.name, minutes },
      secrets: { code },
      now: tx.now,
    });
    audit(tx, 'customerSendCode');
    return { customer: customerId, sentTo: sent!.to, expiresAt, resendAt: sent!.resendAt };
  },
});

const prove = command({
  name: 'customerProve',
  description:
    "Proves by the latest code that the session of a link acts for the customer: until the session ends, at most two hours after the link was opened, it may take the customer's steps.",
  roles: ['buyer'],
  unproven: 'it takes the code that proves the session',
  fields: {
    ...own,
    code: field.text('One-time code that was sent to the contact on file: six digits.', {
      pattern: /^\d{6}$/,
    }),
  },
  payload: { customer: () => customer },
  idempotent: false,
  async run(tx, { id: customerId, code }) {
    const { sessionId, issuerId } = await holderOf(tx);
    // A dry run compares nothing, because it would allow free guesses.
    if (tx.validateOnly) return { customer: customerId };
    const contact = await contactOf(tx, customerId);
    await spendCode(tx, consentCodes, {
      code,
      sent: await latestCode(tx, { sessionId }, contact),
      counts: codeCountsOfSessions(customerId, issuerId),
      auditWrong: (detail) => audit(tx, 'customerCodeWrong', detail),
    });
    await tx.asSystem('bindings', (system) => proveLinkSession(system, sessionId));
    audit(tx, 'customerProve');
    return { customer: customerId };
  },
});

export const customerProofCommands: readonly AnyCommand[] = [sendCode, prove];
