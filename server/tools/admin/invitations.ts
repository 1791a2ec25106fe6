import { issueLink, type OrganizationKind } from '../../modules/identity/index.ts';
import { transact } from '../../platform/command/pipeline.ts';
import type { CommandDeps, Tx } from '../../platform/command/types.ts';
import { sql } from '../../platform/sql/sql.ts';
import { actingFor } from './acting.ts';

/** An open invitation. */
export interface OpenInvitation {
  readonly id: string;
  readonly mail: string;
  readonly orgId: string;
  readonly expiresAt: Date;
}

export async function openInvitation(
  tx: Tx,
  orgId: string,
  mail: string,
): Promise<OpenInvitation | null> {
  const [row] = await tx.rows<{ id: string; expiresAt: Date }>(sql`
    select id, expires_at as "expiresAt"
    from member_invitation where org_id = ${orgId} and mail = ${mail} and status = 'PENDING'`);
  return row ? { ...row, mail, orgId } : null;
}

/** Creates a further link to an open invitation, to be printed: the mail with the first link may not arrive. */
export async function invitationLink(
  tx: Tx,
  { id, mail, orgId, expiresAt }: OpenInvitation,
): Promise<string> {
  return await issueLink(tx, {
    purpose: 'JOIN_ORGANIZATION',
    subjectId: id,
    mail,
    issuerOrgId: orgId,
    createdBy: tx.viewer.actorId,
    expiresAt,
    now: tx.now,
  });
}

/** The text of an outcome and the link that continues from it. */
export const linkText = (
  what: string,
  { publicUrl }: Pick<CommandDeps, 'publicUrl'>,
  token: string,
  expiresAt: Date,
): string =>
  `${what}\nOne-time link, valid until ${expiresAt.toISOString()}:\n${publicUrl}/set-password?token=${token}`;

/** The text about an invitation that a command has just sent for an organization. */
export async function invitedText(
  deps: CommandDeps,
  org: { id: string; kind: OrganizationKind },
  mail: string,
  what: string,
): Promise<string> {
  return await transact(deps, actingFor(org), 'command-line', async (tx) => {
    const invitation = (await openInvitation(tx, org.id, mail))!;
    return linkText(what, deps, await invitationLink(tx, invitation), invitation.expiresAt);
  });
}
