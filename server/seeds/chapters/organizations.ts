import { createOrganization, OrganizationEntity } from '../../modules/identity/index.ts';
import { joinByInvitation } from '../../modules/identity/member/joining.write.ts';
import { sendInvitation } from '../../modules/identity/member/member.commands.ts';
import { globalId } from '../../platform/ids.ts';
import { sql } from '../../platform/sql/sql.ts';
import { ROLES, type Viewer } from '../../platform/viewer.ts';
import {
  type CastOrganization,
  type CastPartner,
  MARKETPLACE,
  mailOf,
  PARTNERS,
  type Person,
  SELLERS,
} from '../cast.ts';
import type { Story } from '../story.ts';

/** The story's people as viewers, by their mail addresses; filled while the story is played. */
export class Troupe {
  private readonly viewers = new Map<string, Viewer>();

  add(mail: string, viewer: Viewer): void {
    this.viewers.set(mail, viewer);
  }

  /** Somebody of an organization in a role; `index` chooses among several. */
  of(organization: CastOrganization, role: Person['role'], index = 0): Viewer {
    const person = organization.people.filter((one) => one.role === role)[index];
    const viewer = person && this.viewers.get(mailOf(organization, person));
    if (!viewer)
      throw new Error(
        `${organization.code} has no ${role} number ${index} at this point of the story`,
      );
    return viewer;
  }

  get operator(): Viewer {
    return this.of(MARKETPLACE, 'operator');
  }
}

/** Plans how the marketplace and its partners and sellers came to be, with all their people. */
export function planOrganizations(story: Story, troupe: Troupe, passwordHash: string): void {
  const join = async (organization: CastOrganization, person: Person, at: Date): Promise<void> => {
    const mail = mailOf(organization, person);
    await story.system(at, async (tx) => {
      const [invitation] = await tx.rows<{ id: string }>(sql`
        select i.id from member_invitation i join organization o on o.id = i.org_id
        where o.code = ${organization.code} and i.mail = ${mail} and i.status = 'PENDING'`);
      if (invitation) await joinByInvitation(tx, invitation.id, passwordHash);
    });
    troupe.add(mail, await viewerOf(story, person, mail));
  };

  const staff = (organization: CastOrganization): void => {
    const [founder, ...others] = organization.people;
    for (const [i, person] of others.entries()) {
      const thread = `${organization.code}:${person.mail}`;
      const mail = mailOf(organization, person);
      const day = organization.since - 2 - i;
      story.plan(thread, story.at(day, '10:30:00'), async (at) => {
        const { role, name } = person;
        await story.command(troupe.of(organization, founder!.role), at, thread, 'memberInvite', {
          name,
          mail,
          role,
        });
      });
      story.plan(thread, story.at(day, '15:10:00'), (at) => join(organization, person, at));
    }
  };

  const { code, kind, name, nameEn, since, people } = MARKETPLACE;
  story.plan(code, story.at(since, '09:00:00'), async (at) => {
    await story.system(at, async (tx) => {
      const found = await tx.em.findOne(OrganizationEntity, { code });
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
    story.plan(organization.code, story.at(organization.since, '10:00:00'), async (at) => {
      await story.command(troupe.operator, at, organization.code, 'organizationCreate', {
        kind: organization.kind,
        name: organization.name,
        nameEn: organization.nameEn,
        code: organization.code,
        ownerName: founder!.name,
        ownerMail: mailOf(organization, founder!),
      });
    });
    story.plan(organization.code, story.at(organization.since, '14:20:00'), (at) =>
      join(organization, founder!, at),
    );
    staff(organization);
  }
  for (const partner of PARTNERS) planProgramme(story, troupe, partner);
  planOpenInvitations(story, troupe);
}

/** How a partner joins the programme and is certified. */
function planProgramme(story: Story, troupe: Troupe, partner: CastPartner): void {
  const thread = partner.code;
  const idOf = async (code: string): Promise<string> => {
    const [row] = await story.rows<{ id: string }>(
      sql`select id from organization where code = ${code}`,
    );
    return row!.id;
  };
  story.plan(thread, story.at(partner.since - 1, '11:00:00'), async (at) => {
    await story.command(troupe.operator, at, thread, 'partnerEnroll', {
      organizationId: globalId('org', await idOf(partner.code)),
      tier: partner.tier,
      ...(partner.parent && { parentId: globalId('ptn', await idOf(partner.parent)) }),
    });
  });
  story.plan(thread, story.at(partner.since - 8, '16:00:00'), async (at) => {
    const owner = troupe.of(partner, 'csp.owner');
    await story.command(owner, at, thread, 'partnerUpdateTaxProfile', {
      id: globalId('ptn', owner.tenantId),
      taxpayerType: partner.taxpayerType,
      taxNumber: partner.taxNumber,
      invoiceTitle: partner.name,
      address: '科技园南区 18 号 / 18 Science Park South',
      phone: '0755-8600 0000',
      bankName: '招商银行 / CMB',
      bankAccount: '6214 8300 0000 1288',
    });
  });
  if (!partner.certified) return;
  story.plan(thread, story.at(partner.since - 10, '10:15:00'), async (at) => {
    await story.command(troupe.operator, at, thread, 'partnerCertify', {
      id: globalId('ptn', await idOf(partner.code)),
      reason: '税务登记与开户许可已核对 / Tax registration and bank licence checked',
    });
  });
}

/** One invitation that waits for its answer and one that nobody answered in time. */
function planOpenInvitations(story: Story, troupe: Troupe): void {
  const invite = (partner: CastPartner, days: number, name: string, mail: string): void => {
    const thread = `${partner.code}:${mail}`;
    story.plan(thread, story.at(days, '17:05:00'), async (at) => {
      const input = { name, mail: `${mail}@${partner.domain}`, role: 'csp.service' };
      await story.command(troupe.of(partner, 'csp.owner'), at, thread, 'memberInvite', input);
    });
  };
  invite(PARTNERS[0]!, 2, '田甜', 'tian.tian');
  invite(PARTNERS[1]!, 30, '冯远', 'feng.yuan');
}

async function viewerOf(story: Story, { role, name }: Person, mail: string): Promise<Viewer> {
  const [row] = await story.rows<{ userId: string; memberId: string; orgId: string }>(sql`
    select m.user_id as "userId", m.id as "memberId", m.org_id as "orgId" from membership m where m.mail = ${mail}`);
  if (!row) throw new Error(`${mail} did not join its organization`);
  return {
    via: 'PORTAL',
    role,
    side: ROLES[role],
    tenantId: row.orgId,
    actorId: row.userId,
    actorName: name,
    memberId: row.memberId,
    scopes: ['read', 'write'],
    hasFreshProof: true,
    subjectId: null,
  };
}
