import { HOUR } from '../../../platform/clock.ts';
import { AuditEntryEntity } from '../../../platform/command/records.entity.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { outbox } from '../../../platform/jobs/outbox.ts';
import { definePolicy } from '../../../platform/rules/policy.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { MembershipEntity } from '../../identity/index.ts';

const ACTION = 'customerRevealContact';

export const contactsPerDay = definePolicy({
  key: 'member.contacts',
  unit: 'COUNT',
  default: 50,
  description:
    'Largest number of customers whose contact data a member can have disclosed within 24 hours. The owners are told when a member reaches it.',
});

/**
 * Audits that contact data is disclosed to the viewer. Refuses further customers than the policy allows within 24 hours,
 * and mails the owners with the last one.
 */
export async function discloseContact(tx: Tx, customerId: string, reason: string): Promise<void> {
  const { tenantId, actorId, actorName } = tx.viewer;
  tx.lock('Disclosures', actorId);
  const [seen] = await tx.rows<{ others: number }>(sql`
    select count(distinct subject_id) filter (where subject_id <> ${customerId})::int as others
    from ${sql.table(AuditEntryEntity)}
    where tenant_id = ${tenantId} and actor_id = ${actorId} and action = ${ACTION}
      and created_at > ${new Date(tx.now.getTime() - 24 * HOUR)}`);
  const limit = await contactsPerDay.value(tx, tx.now);
  if (seen!.others >= limit) throw refuse('CONTACT_LIMIT_REACHED', null, { limit });
  tx.audit({ action: ACTION, subjectType: 'Customer', subjectId: customerId, detail: { reason } });
  if (seen!.others + 1 < limit) return;
  const owners = await tx.find(
    MembershipEntity,
    (d) => sql`${d.orgId} = ${tenantId} and ${d.role} = 'csp.owner' and ${d.status} = 'ACTIVE'`,
    (d) => d.id,
  );
  for (const { name, mail: to } of owners)
    await outbox.mail(tx, {
      template: 'contactsDisclosed',
      locale: null,
      to,
      recipientOrgId: tenantId,
      params: { name, member: actorName, limit },
      links: { auditLink: '/audit' },
      now: tx.now,
    });
}
