import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { type Caller, type Organization, openWorld, type World } from '../../kit/world.ts';

let world: World;
let acme: Organization;
let owner: Caller;
let operator: Caller;

beforeAll(async () => {
  world = await openWorld();
  acme = await world.organization('PARTNER', '上海云衡信息科技');
  owner = await world.member(acme, 'csp.owner', '林若溪');
  operator = await world.member(
    await world.organization('OPERATOR', '云商店运营'),
    'operator',
    '周岚',
  );
});
afterAll(() => world.close());

describe('organizations and their members', () => {
  it('an operator sets up an organization and its first member is invited', async () => {
    const { organization } = await operator.mutate(
      'organizationCreate',
      {
        kind: 'SELLER',
        name: '数安云科技',
        code: 'shuan',
        ownerName: '陈屿',
        ownerMail: 'Chen@Example.com',
      },
      'organization { id name code kind viewerActions { name enabled } }',
    );
    expect(organization).toMatchObject({ name: '数安云科技', code: 'SHUAN', kind: 'SELLER' });
    expect(organization.viewerActions).toContainEqual({ name: 'suspend', enabled: true });
    const { memberInvitations } = await operator.ask(
      '{ memberInvitations(first: 5) { nodes { mail role status } } }',
    );
    expect(memberInvitations.nodes[0]).toEqual({
      mail: 'chen@example.com',
      role: 'SELLER_MANAGER',
      status: 'PENDING',
    });
  });

  it('a code belongs to one organization', async () => {
    const input = {
      kind: 'PARTNER',
      name: '乙',
      code: 'TWICE',
      ownerName: '甲',
      ownerMail: 'a@example.com',
    };
    await operator.mutate('organizationCreate', input);
    await operator.cannot('organizationCreate', input, 'CODE_TAKEN');
  });

  it('a partner invites a colleague, and the invitation expires', async () => {
    const invitation = await owner.mutate('memberInvite', {
      name: '吴桐',
      mail: 'wu@example.com',
      role: 'CSP_FINANCE',
    });
    await owner.cannot(
      'memberInvite',
      {
        name: '吴桐',
        mail: 'wu@example.com',
        role: 'CSP_REP',
      },
      'ALREADY_INVITED',
    );
    await owner.cannot(
      'memberInvite',
      { name: '某', mail: 'x@example.com', role: 'OPERATOR' },
      'ROLE_UNKNOWN',
    );
    world.clock.advance(7 * DAY);
    await world.settle();
    const { node } = await owner.ask(
      `{ node(id: "${invitation.id}") { ... on MemberInvitation { status viewerActions { name enabled reasonCode } } } }`,
    );
    expect(node.status).toBe('EXPIRED');
    expect(node.viewerActions).toContainEqual({ name: 'resend', enabled: true, reasonCode: null });
    expect(node.viewerActions).toContainEqual({
      name: 'revoke',
      enabled: false,
      reasonCode: 'NOT_IN_THIS_STATE',
    });
  });

  it('members cannot remove their own role, and the button says so', async () => {
    const { members } = await owner.ask(
      '{ members(first: 10) { nodes { id name viewerActions { name enabled reasonCode } } } }',
    );
    const self = members.nodes.find((m: { name: string }) => m.name === '林若溪');
    expect(self.viewerActions).toContainEqual({
      name: 'suspend',
      enabled: false,
      reasonCode: 'OWN_MEMBERSHIP',
    });
    await owner.cannot('memberSuspend', { id: self.id }, 'OWN_MEMBERSHIP', 'LAST_OWNER');
  });

  it('an organization always keeps an active owner, also against the command line, which is no membership', async () => {
    const org = await world.organization('PARTNER', '双主科技');
    const [one, two] = [await world.member(org, 'csp.owner'), await world.member(org, 'csp.owner')];
    const commandLine = world.as({ ...one.viewer, via: 'SYSTEM', memberId: null });
    const ids = [one, two].map(({ viewer }) => `mem_${viewer.memberId}`);
    const suspensions = await Promise.all(
      ids.map((id) => commandLine.refused('memberSuspend', { id })),
    );
    expect(suspensions.flat()).toEqual(['LAST_OWNER']);
    const left = ids[suspensions.findIndex((codes) => codes.length > 0)]!;
    await commandLine.cannot('memberChangeRole', { id: left, role: 'CSP_REP' }, 'LAST_OWNER');
    const { member } = await operator.ask(
      `{ member(by: { id: "${left}" }) { status viewerActions { name enabled reasonCode } } }`,
    );
    expect(member).toMatchObject({ status: 'ACTIVE' });
    expect(member.viewerActions).toContainEqual({
      name: 'suspend',
      enabled: false,
      reasonCode: 'LAST_OWNER',
    });
    await commandLine.mutate('memberReinstate', { id: ids.find((id) => id !== left) });
    await commandLine.mutate('memberSuspend', { id: left });
  });

  it('a rep cannot invite, and an anonymous caller sees nothing', async () => {
    const rep = await world.member(acme, 'csp.rep');
    const result = await rep.run(
      'mutation { memberInvite(input: {name: "a", mail: "b@c.de", role: CSP_REP}, idempotencyKey: "1") { userErrors { code } } }',
    );
    expect(result.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const anonymous = await world.as(null).run('{ members(first: 1) { nodes { id } } }');
    expect(anonymous.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('API keys', () => {
  it('the secret is shown once, is stored nowhere, and a replay does not show it again', async () => {
    const document = `mutation($key: ID!) { apiKeyCreate(input: {name: "ERP", role: CSP_DEVELOPER, scopes: [READ]}, idempotencyKey: $key) {
      apiKey { id prefix scopes } secret userErrors { code } } }`;
    const first = await owner.ask(document, { key: 'erp' });
    expect(first.apiKeyCreate.secret).toMatch(/^pg_live_[0-9a-f]{8}_/);
    const again = await owner.ask(document, { key: 'erp' });
    expect(again.apiKeyCreate).toMatchObject({ apiKey: first.apiKeyCreate.apiKey, secret: null });
    const { apiKeys } = await owner.ask('{ apiKeys(first: 10) { nodes { name scopes } } }');
    expect(apiKeys.nodes).toEqual([{ name: 'ERP', scopes: ['READ'] }]);
  });

  it('fifty concurrent calls with one key have one effect and one answer', async () => {
    const call = () =>
      owner.ask(
        `mutation { apiKeyCreate(input: {name: "herd", role: CSP_DEVELOPER, scopes: [READ]}, idempotencyKey: "herd") { apiKey { id } userErrors { code } } }`,
      );
    const answers = await Promise.all(Array.from({ length: 50 }, call));
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
    const { apiKeys } = await owner.ask('{ apiKeys(first: 50) { nodes { name } } }');
    expect(apiKeys.nodes.filter((k: { name: string }) => k.name === 'herd')).toHaveLength(1);
  });

  it('a developer creates keys only with the developer role', async () => {
    const developer = await world.member(acme, 'csp.developer');
    await developer.cannot(
      'apiKeyCreate',
      { name: 'x', role: 'CSP_OWNER', scopes: ['READ'] },
      'ROLE_NOT_ALLOWED',
    );
    await developer.mutate('apiKeyCreate', { name: 'x', role: 'CSP_DEVELOPER', scopes: ['READ'] });
  });
});

describe('the audit chain', () => {
  it('is filtered by subject, actor and command, each alone and together', async () => {
    const lines = async (filter: object): Promise<any[]> =>
      (
        await owner.ask(
          'query($filter: AuditEntryFilter) { auditEntries(first: 100, filter: $filter) { nodes { id action actorName subjectType subject { __typename id ... on Member { name } } } } }',
          { filter },
        )
      ).auditEntries.nodes;
    const member = await world.member(acme, 'csp.rep', '筛选');
    const subject = `mem_${member.viewer.memberId}`;
    await owner.mutate('memberSuspend', { id: subject });
    await owner.mutate('memberReinstate', { id: subject });
    const all = await lines({});
    const own = await lines({ subjectId: [subject] });
    expect(own.map(({ subjectType }) => subjectType)).toEqual(['Member', 'Member']);
    expect(own.map((line) => line.subject)).toEqual(
      Array(2).fill({ __typename: 'Member', id: subject, name: '筛选' }),
    );
    const [, suspended] = own;
    const sameAction = all.filter(({ action }) => action === suspended.action);
    expect(await lines({ action: [suspended.action] })).toEqual(sameAction);
    expect(sameAction.length).toBeLessThan(all.length);
    const { actorName } = suspended;
    expect(await lines({ actorName: [actorName] })).toEqual(
      all.filter((line) => line.actorName === actorName),
    );
    expect(await lines({ actorName: ['Nobody'] })).toEqual([]);
    expect(await lines({ subjectId: [subject], action: [suspended.action] })).toEqual([suspended]);
    const { errors } = await owner.run(
      '{ auditEntries(first: 1, filter: { subjectId: ["x"] }) { nodes { id } } }',
    );
    expect(errors![0]!.message).toBe('Not a global id.');
  });

  it('names the organization, the actor and the object by the ids that the hash covers', async () => {
    const namesake = await world.member(acme, 'csp.owner', owner.viewer.actorName);
    const member = await world.member(acme, 'csp.rep', '同名');
    await namesake.mutate('memberSuspend', { id: `mem_${member.viewer.memberId}` });
    const lines = async (actorId: string): Promise<any[]> => {
      const { auditEntries } = await operator.ask(
        `query($ids: [String!]) { auditEntries(first: 100, filter: { actorId: $ids }) {
          nodes { actorId actorName subjectId organization { id name } } } }`,
        { ids: [actorId, 'no uuid'] },
      );
      return auditEntries.nodes;
    };
    const { actorId, actorName, tenantId } = namesake.viewer;
    expect(await lines(actorId)).toEqual([
      {
        actorId,
        actorName,
        subjectId: member.viewer.memberId,
        organization: { id: `org_${tenantId}`, name: acme.name },
      },
    ]);
    expect((await lines(owner.viewer.actorId)).length).toBeGreaterThan(1);
  });

  it('is verified by operators for each organization, and by others for their own', async () => {
    const verify = (who: Caller) =>
      who.run(
        `query($org: ID) { auditVerification(day: "2026-03-02", organizationId: $org) { intact entries } }`,
        { org: `org_${acme.id}` },
      );
    const { data } = await verify(operator);
    expect(data!.auditVerification).toMatchObject({ intact: true });
    expect(data).toEqual((await verify(owner)).data);
    const other = await world.organization('PARTNER', '旁人');
    const { errors } = await verify(await world.member(other, 'csp.owner'));
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('contains every command, verifies, and reports the first changed line', async () => {
    const { auditEntries } = await owner.ask(
      '{ auditEntries(first: 50) { nodes { action position day } } }',
    );
    expect(auditEntries.nodes.map((e: { action: string }) => e.action)).toContain(
      'memberInvitationSend',
    );
    const day = auditEntries.nodes[0].day;
    const { auditVerification } = await owner.ask(
      `{ auditVerification(day: "${day}") { intact entries firstBad } }`,
    );
    expect(auditVerification).toMatchObject({ intact: true, firstBad: null });
    expect(auditVerification.entries).toBeGreaterThan(2);
  });
});
