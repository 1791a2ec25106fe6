import { createOrganization, OrganizationEntity } from '../../modules/identity/index.ts';
import { joinByInvitation } from '../../modules/identity/member/joining.write.ts';
import { sendInvitation } from '../../modules/identity/member/member.commands.ts';
import type { Files } from '../../platform/files/open-store.ts';
import { globalId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql/sql.ts';
import { Role, type Viewer } from '../../platform/viewer.ts';
import { businessLicense } from '../business-license.ts';
import type { DemoHistory } from '../demo-history.ts';
import {
  type DemoOrganization,
  type DemoPartner,
  MARKETPLACE,
  mailOf,
  PARTNERS,
  type Person,
  SELLERS,
} from '../demo-users.ts';
import { uploaded } from '../uploaded.ts';

/** The demo users as viewers, by mail address; filled while the history runs. */
export class DemoUsers {
  private readonly viewers = new Map<string, Viewer>();

  add(mail: string, viewer: Viewer): void {
    this.viewers.set(mail, viewer);
  }

  /** A member of an organization with a role; `index` chooses among several. */
  of(organization: DemoOrganization, role: Person['role'], index = 0): Viewer {
    const person = organization.people.filter((one) => one.role === role)[index];
    const viewer = person && this.viewers.get(mailOf(organization, person));
    if (!viewer)
      throw new Error(
        `${organization.code} has no ${role} number ${index} at this point of the history`,
      );
    return viewer;
  }

  get operator(): Viewer {
    return this.of(MARKETPLACE, 'operator');
  }
}

/** Plans the set-up of the marketplace, the partners and the sellers, with all their members. */
export function planOrganizations(
  history: DemoHistory,
  users: DemoUsers,
  passwordHash: string,
  files?: Files,
): void {
  const join = async (organization: DemoOrganization, person: Person, at: Date): Promise<void> => {
    const mail = mailOf(organization, person);
    await history.system(at, async (tx) => {
      const [invitation] = await tx.rows<{ id: string }>(sql`
        select i.id from member_invitation i join organization o on o.id = i.org_id
        where o.code = ${organization.code} and i.mail = ${mail} and i.status = 'PENDING'`);
      if (invitation) await joinByInvitation(tx, invitation.id, passwordHash);
    });
    users.add(mail, await viewerOf(history, person, mail));
  };

  const staff = (organization: DemoOrganization): void => {
    const [founder, ...others] = organization.people;
    for (const [i, person] of others.entries()) {
      const thread = `${organization.code}:${person.mail}`;
      const mail = mailOf(organization, person);
      const day = organization.since - 2 - i;
      history.plan(thread, history.at(day, '10:30:00'), async (at) => {
        const { role, name } = person;
        await history.command(users.of(organization, founder!.role), at, thread, 'memberInvite', {
          name,
          mail,
          role: Role.word(role),
        });
      });
      history.plan(thread, history.at(day, '15:10:00'), (at) => join(organization, person, at));
    }
  };

  const { code, kind, name, nameEn, since, people } = MARKETPLACE;
  history.plan(code, history.at(since, '09:00:00'), async (at) => {
    await history.system(at, async (tx) => {
      const [found] = await tx.find(OrganizationEntity, (d) => sql`${d.code} = ${code}`);
      if (found) return;
      const made = await createOrganization(tx, { kind, name, nameEn, code });
      await sendInvitation(tx, made, {
        name: people[0]!.name,
        mail: mailOf(MARKETPLACE, people[0]!),
        role: 'operator',
      });
    });
    await join(MARKETPLACE, people[0]!, at);
  });
  staff(MARKETPLACE);

  for (const organization of [...PARTNERS, ...SELLERS]) {
    const [founder] = organization.people;
    history.plan(organization.code, history.at(organization.since, '10:00:00'), async (at) => {
      await history.command(users.operator, at, organization.code, 'organizationCreate', {
        kind: organization.kind,
        name: organization.name,
        nameEn: organization.nameEn,
        code: organization.code,
        ownerName: founder!.name,
        ownerMail: mailOf(organization, founder!),
      });
    });
    history.plan(organization.code, history.at(organization.since, '14:20:00'), (at) =>
      join(organization, founder!, at),
    );
    staff(organization);
    if (organization.isSmallScale)
      history.plan(organization.code, history.at(organization.since, '15:40:00'), async (at) => {
        await history.command(
          users.operator,
          at,
          organization.code,
          'organizationSetTaxpayerType',
          {
            id: globalId('org', await organizationId(history, organization.code)),
            taxpayerType: 'SMALL_SCALE',
            reason: '已核对税务登记信息。',
          },
        );
      });
  }
  for (const partner of PARTNERS) planProgramme(history, users, partner, files);
  planOpenInvitations(history, users);
}

async function organizationId(history: DemoHistory, code: string): Promise<string> {
  const [row] = await history.rows<{ id: string }>(
    sql`select id from organization where code = ${code}`,
  );
  return row!.id;
}

/** Plans a partner's enrollment, tax profile and certification. */
function planProgramme(
  history: DemoHistory,
  users: DemoUsers,
  partner: DemoPartner,
  files: Files | undefined,
): void {
  const thread = partner.code;
  const idOf = (code: string): Promise<string> => organizationId(history, code);
  history.plan(thread, history.at(partner.since - 1, '11:00:00'), async (at) => {
    await history.command(users.operator, at, thread, 'partnerEnroll', {
      organizationId: globalId('org', await idOf(partner.code)),
      tier: partner.tier,
      ...(partner.parent && { parentId: globalId('ptn', await idOf(partner.parent)) }),
    });
  });
  history.plan(thread, history.at(partner.since - 8, '16:00:00'), async (at) => {
    const owner = users.of(partner, 'csp.owner');
    const license = await businessLicense(partner, at);
    await history.command(owner, at, thread, 'partnerUpdateTaxProfile', {
      id: globalId('ptn', owner.tenantId),
      taxpayerType: partner.taxpayerType,
      taxNumber: partner.taxNumber,
      invoiceTitle: partner.name,
      address: '科技园南区 18 号 / 18 Science Park South',
      phone: '0755-8600 0000',
      bankName: '招商银行 / CMB',
      bankAccount: '6214 8300 0000 1288',
      businessLicenseId: await uploaded(history, files, at, owner, license),
    });
  });
  if (!partner.certified) return;
  history.plan(thread, history.at(partner.since - 10, '10:15:00'), async (at) => {
    await history.command(users.operator, at, thread, 'partnerCertify', {
      id: globalId('ptn', await idOf(partner.code)),
      reason: '营业执照与开户许可已核对 / Business license and bank permit checked',
    });
  });
}

/** Plans one open invitation and one expired invitation. */
function planOpenInvitations(history: DemoHistory, users: DemoUsers): void {
  const invite = (partner: DemoPartner, days: number, name: string, mail: string): void => {
    const thread = `${partner.code}:${mail}`;
    history.plan(thread, history.at(days, '17:05:00'), async (at) => {
      const input = { name, mail: `${mail}@${partner.domain}`, role: 'CSP_SERVICE' };
      await history.command(users.of(partner, 'csp.owner'), at, thread, 'memberInvite', input);
    });
  };
  invite(PARTNERS[0]!, 2, '田甜', 'tian.tian');
  invite(PARTNERS[1]!, 30, '冯远', 'feng.yuan');
}

async function viewerOf(
  history: DemoHistory,
  { role, name }: Person,
  mail: string,
): Promise<Viewer> {
  const [row] = await history.rows<{ userId: string; memberId: string; orgId: string }>(sql`
    select m.user_id as "userId", m.id as "memberId", m.org_id as "orgId" from membership m where m.mail = ${mail}`);
  if (!row) throw new Error(`${mail} did not join its organization`);
  return {
    via: 'PORTAL',
    role,
    side: Role.sideOf(role),
    tenantId: row.orgId,
    actorId: row.userId,
    actorName: name,
    memberId: row.memberId,
    scopes: ['read', 'write'],
    hasFreshProof: true,
    subjectId: null,
  };
}
