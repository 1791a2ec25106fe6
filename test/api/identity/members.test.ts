import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { actionsOf, answers } from '../../kit/answers.ts';
import { testWorld } from '../../kit/test-world.ts';
import { audited } from '../../kit/traces.ts';
import type { Caller, Organization } from '../../kit/world.ts';

const world = testWorld('members');
let acme: Organization;
let owner: Caller;
let operator: Caller;

beforeAll(async () => {
  acme = await world.organization('PARTNER', '上海云衡信息科技');
  owner = await world.member(acme, 'csp.owner', '林若溪');
  const site = await world.organization('OPERATOR', '云商店运营');
  operator = await world.member(site, 'operator', '周岚');
});

const memberOf = ({ viewer }: Caller): string => `mem_${viewer.memberId}`;
const colleague = (role: string, mail: string) => ({ name: '吴桐', mail, role });

describe('organizations and their members', () => {
  it('an operator sets up an organization with a code of its own, and its first member is invited', async () => {
    const input = {
      kind: 'SELLER',
      name: '数安云科技',
      code: 'shuan',
      ownerName: '陈屿',
      ownerMail: 'Chen@Example.com',
    };
    const { id } = await operator.mutate('organizationCreate', input);
    await operator.sees(id, { name: '数安云科技', code: 'SHUAN', kind: 'SELLER' });
    const invited = { mail: 'chen@example.com', role: 'SELLER_MANAGER', status: 'PENDING' };
    await answers(operator, { 'memberInvitations(first: 5)': { nodes: [invited] } });
    await operator.cannot('organizationCreate', input, 'CODE_TAKEN');
  });

  it('an operator suspends one for a reason that the audit keeps', async () => {
    const { id } = await world.organization('PARTNER', '云衡');
    expect(await actionsOf(operator, `org_${id}`)).toMatchObject({ suspend: null });
    await operator.mutate('organizationSuspend', { id: `org_${id}`, reason: '资质过期' });
    const [line] = await audited(world, 'organizationSuspend', id);
    expect(line!.detail.reason).toBe('资质过期');
  });

  it('a partner invites a colleague, and the invitation expires', async () => {
    const { id } = await owner.mutate('memberInvite', colleague('CSP_FINANCE', 'wu@example.com'));
    await owner.cannot('memberInvite', colleague('CSP_REP', 'wu@example.com'), 'ALREADY_INVITED');
    await owner.cannot('memberInvite', colleague('OPERATOR', 'x@example.com'), 'ROLE_UNKNOWN');
    world.clock.advance(7 * DAY);
    await world.settle();
    await owner.sees(id, { status: 'EXPIRED' });
    const actions = { resend: null, revoke: 'NOT_IN_THIS_STATE' };
    expect(await actionsOf(owner, id)).toMatchObject(actions);
  });

  it('members cannot remove their own role, and the button says so', async () => {
    const id = memberOf(owner);
    expect(await actionsOf(owner, id)).toMatchObject({ suspend: 'OWN_MEMBERSHIP' });
    await owner.cannot('memberSuspend', { id }, 'OWN_MEMBERSHIP', 'LAST_OWNER');
  });

  it('an organization always keeps an active owner, also against the command line, which is no membership', async () => {
    const org = await world.organization('PARTNER', '双主科技');
    const [one, two] = [await world.member(org, 'csp.owner'), await world.member(org, 'csp.owner')];
    const commandLine = world.as({ ...one.viewer, via: 'SYSTEM', memberId: null });
    const ids = [one, two].map(memberOf);
    const suspensions = await Promise.all(
      ids.map((id) => commandLine.refused('memberSuspend', { id })),
    );
    expect(suspensions.flat()).toEqual(['LAST_OWNER']);
    const left = ids[suspensions.findIndex((codes) => codes.length > 0)]!;
    await commandLine.cannot('memberChangeRole', { id: left, role: 'CSP_REP' }, 'LAST_OWNER');
    await operator.sees(left, { status: 'ACTIVE' });
    expect(await actionsOf(operator, left)).toMatchObject({ suspend: 'LAST_OWNER' });
    await commandLine.mutate('memberReinstate', { id: ids.find((id) => id !== left) });
    await commandLine.mutate('memberSuspend', { id: left });
  });

  it('a rep cannot invite, and an anonymous caller sees nothing', async () => {
    const rep = await world.member(acme, 'csp.rep');
    await expect(
      rep.refused('memberInvite', colleague('CSP_REP', 'b@example.com')),
    ).rejects.toThrow('may not');
    const { errors } = await world.as(null).run('{ members(first: 1) { nodes { id } } }');
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('the audit chain', () => {
  it('is filtered by subject, actor and command, each alone and together', async () => {
    const lines = async (filter: object): Promise<any[]> =>
      (
        await owner.ask(
          'query($filter: AuditEntryFilter) { auditEntries(first: 100, filter: $filter) { nodes { id action actorName subject { __typename id ... on Member { name } } } } }',
          { filter },
        )
      ).auditEntries.nodes;
    const id = memberOf(await world.member(acme, 'csp.rep', '筛选'));
    await owner.mutate('memberSuspend', { id });
    await owner.mutate('memberReinstate', { id });
    const all = await lines({});
    const own = await lines({ subjectId: [id] });
    const subject = { __typename: 'Member', id, name: '筛选' };
    expect(own.map((line) => line.subject)).toEqual([subject, subject]);
    const [, suspended] = own;
    const { action, actorName } = suspended;
    const sameAction = all.filter((line) => line.action === action);
    expect(sameAction.length).toBeLessThan(all.length);
    expect(await lines({ action: [action] })).toEqual(sameAction);
    expect(await lines({ actorName: [actorName] })).toEqual(
      all.filter((line) => line.actorName === actorName),
    );
    expect(await lines({ actorName: ['Nobody'] })).toEqual([]);
    expect(await lines({ subjectId: [id], action: [action] })).toEqual([suspended]);
    await expect(lines({ subjectId: ['x'] })).rejects.toThrow('Not a global id.');
  });

  it('names the organization, the actor and the object by the ids that the hash covers', async () => {
    const namesake = await world.member(acme, 'csp.owner', owner.viewer.actorName);
    const member = await world.member(acme, 'csp.rep', '同名');
    await namesake.mutate('memberSuspend', { id: memberOf(member) });
    const { actorId, actorName, tenantId } = namesake.viewer;
    await answers(operator, {
      [`auditEntries(first: 100, filter: { actorId: ["${actorId}", "no uuid"] })`]: {
        nodes: [
          {
            actorId,
            actorName,
            subjectId: member.viewer.memberId,
            organization: { id: `org_${tenantId}`, name: acme.name },
          },
        ],
      },
    });
  });

  it('is verified by operators for each organization, and by others for their own', async () => {
    const verify = (who: Caller) =>
      who.run(
        `query($org: ID) { auditVerification(day: "2026-03-09", organizationId: $org) { intact entries firstBad } }`,
        { org: `org_${acme.id}` },
      );
    const { data } = await verify(operator);
    expect(data!.auditVerification).toMatchObject({ intact: true, firstBad: null });
    expect((data as any).auditVerification.entries).toBeGreaterThan(2);
    expect(data).toEqual((await verify(owner)).data);
    const other = await world.organization('PARTNER', '旁人');
    const { errors } = await verify(await world.member(other, 'csp.owner'));
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
