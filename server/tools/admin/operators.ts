import { createOrganization, issueLink, OrganizationEntity } from '../../modules/identity/index.ts';
import { sendInvitation } from '../../modules/identity/member/member.commands.ts';
import { DAY } from '../../platform/clock.ts';
import { transact } from '../../platform/command/pipeline.ts';
import { sql } from '../../platform/sql/sql.ts';
import { explained, read, SYSTEM } from './acting.ts';
import { type AdminWork, mailFrom, readArguments } from './arguments.ts';
import { invitationLink, linkText, openInvitation } from './invitations.ts';

/** The marketplace's organization, created with its first operator. */
const MARKETPLACE = { kind: 'OPERATOR', code: 'OPERATOR' } as const;
const ORG_NAME = '云商店运营中心';
const ORG_NAME_EN = 'Marketplace operations';
const PASSWORD_LINK_DAYS = 3;

/** Invites an operator. A second call for the same mail creates a further link to the same invitation. */
export const createOperator: AdminWork = (args) => {
  const given = readArguments(args, ['name', 'org', 'org-en'], 1);
  const mail = mailFrom(given.positional(0, 'MAIL'));
  const name = given.optional('name') ?? mail.split('@')[0]!;
  const orgName = given.optional('org');
  const orgNames = {
    name: orgName ?? ORG_NAME,
    nameEn: given.optional('org-en') ?? orgName ?? ORG_NAME_EN,
  };
  return (deps) =>
    explained(() =>
      transact(deps, SYSTEM, 'command-line', async (tx) => {
        tx.lock('Organization', MARKETPLACE.code);
        const [first] = await tx.find(
          OrganizationEntity,
          (d) => sql`${d.kind} = 'OPERATOR'`,
          (d) => sql`${d.createdAt}, ${d.id}`,
        );
        if (first && orgName !== undefined && orgName !== first.name)
          throw new Error(`The marketplace's organization is ${first.name} already.`);
        const org = first ?? (await createOrganization(tx, { ...MARKETPLACE, ...orgNames }));
        const member = await tx.rows(
          sql`select 1 from membership where org_id = ${org.id} and mail = ${mail}`,
        );
        if (member.length > 0)
          throw new Error(
            `${mail} is an operator already. For a new password: npm run admin -- reset-password ${mail}`,
          );
        const invitation =
          (await openInvitation(tx, org.id, mail)) ??
          (await sendInvitation(tx, org, { name, mail, role: 'operator' }));
        const token = await invitationLink(tx, invitation);
        return linkText(
          `${mail} is invited as operator of ${org.name}.`,
          deps,
          token,
          invitation.expiresAt,
        );
      }),
    );
};

export const resetPassword: AdminWork = (args) => {
  const mail = mailFrom(readArguments(args, [], 1).positional(0, 'MAIL'));
  return async (deps) => {
    const [user] = await read<{ id: string; status: string }>(
      deps,
      sql`select id, status from app_user where mail = ${mail}`,
    );
    if (!user)
      throw new Error(
        `Nobody has an account with ${mail}. An invitation that is still open is sent again by its organization.`,
      );
    if (user.status !== 'ACTIVE') throw new Error(`The account of ${mail} is suspended.`);
    return await transact(deps, SYSTEM, 'command-line', async (tx) => {
      const expiresAt = new Date(tx.now.getTime() + PASSWORD_LINK_DAYS * DAY);
      const token = await issueLink(tx, {
        purpose: 'SET_PASSWORD',
        subjectId: user.id,
        mail,
        createdBy: tx.viewer.actorId,
        expiresAt,
        now: tx.now,
      });
      tx.audit({ action: 'passwordLinkIssue', subjectType: 'User', subjectId: user.id });
      return linkText(`${mail} can set a new password.`, deps, token, expiresAt);
    });
  };
};
