import type { Tx } from '../../platform/command/command.ts';
import { enqueueMail, type MailInput } from '../../platform/jobs/outbox.ts';
import type { MemberRole } from './membership.entity.ts';
import { MembershipEntity } from './membership.entity.ts';

/** Who of an organization reads a mail: everybody in one of these roles, or single members. */
export type Readers =
  | { readonly orgId: string; readonly roles: readonly MemberRole[] }
  | { readonly orgId: string; readonly memberIds: readonly string[] };

/** Mails the active members among the readers, each by name. Called as the system. Returns how many there are. */
export async function mailMembers(
  tx: Tx,
  readers: Readers,
  mail: Pick<MailInput, 'template' | 'params' | 'links'>,
): Promise<number> {
  const { orgId } = readers;
  const which =
    'roles' in readers
      ? { role: { $in: [...readers.roles] } }
      : { id: { $in: [...readers.memberIds] } };
  const members = await tx.em.find(
    MembershipEntity,
    { orgId, status: 'ACTIVE', ...which },
    { orderBy: { id: 'asc' } },
  );
  for (const { name, mail: to } of members) {
    await enqueueMail(tx.em, {
      ...mail,
      params: { ...mail.params, name },
      locale: null,
      to,
      recipientOrgId: orgId,
      now: tx.now,
    });
  }
  return members.length;
}
