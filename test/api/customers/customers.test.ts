import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { type Caller, type Organization, openWorld, type World } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

let world: World;
let acme: Organization;
let owner: Caller;
let rep: Caller;
let customerId: string;

beforeAll(async () => {
  world = await openWorld();
  acme = await partnerOf(world, '上海云衡信息科技');
  owner = await world.member(acme, 'csp.owner', '林若溪');
  rep = await world.member(acme, 'csp.rep', '吴桐');
  customerId = await customerOf(world, '深圳云启科技', [acme], {
    nameKey: '深圳云启科技 shenzhenyunqikeji szyqkj',
    cloudAccount: 'yunqi-cloud',
  });
});
afterAll(() => world.close());

const level = (value: 'NAME' | 'FULL') =>
  world.rows(
    sql`update customer_access set level = ${value} where customer_id = ${customerId.slice(4)} and org_id = ${acme.id}`,
  );
const one = async (viewer: Caller, fields: string) =>
  (await viewer.ask(`{ customer(by: { id: "${customerId}" }) { ${fields} } }`)).customer;
const found = async (viewer: Caller, filter: string): Promise<string[]> =>
  (
    await viewer.ask(`{ customers(first: 10, filter: { ${filter} }) { nodes { name } } }`)
  ).customers.nodes.map((n: { name: string }) => n.name);

const FIELDS =
  'name cloudAccount level customerType verifiedStatus contactName contactPhone contactMail upstreamFlags source';

describe('a customer', () => {
  it('shows only its name at NAME and masked contact data at FULL', async () => {
    expect(await one(owner, `accessLevel ${FIELDS}`)).toEqual({
      accessLevel: 'NAME',
      name: '深圳云启科技',
      cloudAccount: null,
      level: null,
      customerType: null,
      verifiedStatus: null,
      contactName: null,
      contactPhone: null,
      contactMail: null,
      upstreamFlags: null,
      source: null,
    });
    await level('FULL');
    expect(await one(owner, `accessLevel ${FIELDS}`)).toEqual({
      accessLevel: 'FULL',
      name: '深圳云启科技',
      cloudAccount: 'yunqi-cloud',
      level: 'V3',
      customerType: 'COMPANY',
      verifiedStatus: 'NONE',
      contactName: '何**',
      contactPhone: '138****5678',
      contactMail: 'h***@example.com',
      upstreamFlags: [],
      source: 'PARTNER',
    });
    await level('NAME');
  });

  it('is found by name and pinyin, and by account only if the viewer may read it', async () => {
    for (const text of ['云启', 'yunqi', 'SZYQ'])
      expect(await found(owner, `search: "${text}"`)).toEqual(['深圳云启科技']);
    expect(await found(owner, 'search: "100%"')).toEqual([]);
    expect(await found(owner, 'search: "yunqi-c"')).toEqual([]);
    await level('FULL');
    expect(await found(owner, 'search: "yunqi-c"')).toEqual(['深圳云启科技']);
    await level('NAME');
  });

  it('is invisible to other parties', async () => {
    const stranger = await world.member(await partnerOf(world, '北京远帆'), 'csp.owner');
    expect(await one(stranger, 'id')).toBeNull();
    expect(await found(stranger, 'search: "云启"')).toEqual([]);
    const { errors } = await stranger.run(
      `mutation { customerSetTags(input: { id: "${customerId}", tags: [] }) { userErrors { code } } }`,
    );
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const operator = await world.member(await world.organization('OPERATOR', '运营'), 'operator');
    expect(await one(operator, 'accessLevel contactName tags accountManager { id }')).toEqual({
      accessLevel: 'FULL',
      contactName: '何**',
      tags: [],
      accountManager: null,
    });
  });

  it('is visible to a rep once it is assigned to the rep, and not to another rep', async () => {
    expect(await one(rep, 'id')).toBeNull();
    const memberId = `mem_${rep.viewer.memberId}`;
    await owner.mutate('customerAssignManager', { id: customerId, memberId });
    expect(await one(rep, 'accountManager { id name }')).toEqual({
      accountManager: { id: memberId, name: '吴桐' },
    });
    expect(await found(owner, `accountManagerId: ["${memberId}"]`)).toEqual(['深圳云启科技']);
    const colleague = await world.member(acme, 'csp.rep');
    expect(await one(colleague, 'id')).toBeNull();
    expect(await found(colleague, 'search: "云启"')).toEqual([]);
    const elsewhere = await world.member(await partnerOf(world, '南京'), 'csp.rep');
    await owner.cannot(
      'customerAssignManager',
      {
        id: customerId,
        memberId: `mem_${elsewhere.viewer.memberId}`,
      },
      'MEMBER_UNKNOWN',
    );
  });

  it('has separate labels for each organization', async () => {
    await rep.mutate('customerSetTags', { id: customerId, tags: ['重点', '华南', '重点'] });
    expect((await one(owner, 'tags')).tags).toEqual(['重点', '华南']);
    const lines = await world.rows<{ actor: string; subject: string; detail: object }>(sql`
      select actor_name as actor, 'cus_' || subject_id as subject, detail from audit_entry where action = 'customerSetTags'`);
    expect(lines).toEqual([
      {
        actor: '吴桐',
        subject: customerId,
        detail: expect.objectContaining({ tags: ['重点', '华南'] }),
      },
    ]);
    expect(await found(owner, 'tags: ["华南", "无"]')).toEqual(['深圳云启科技']);
    expect(await found(owner, 'tags: ["无"]')).toEqual([]);
    await owner.cannot('customerSetTags', { id: customerId, tags: ['x'.repeat(31)] }, 'TOO_LONG');
    await owner.mutate('customerSetTags', { id: customerId, tags: [] });
    expect((await one(owner, 'tags')).tags).toEqual([]);
  });

  it('reveals its contact once bound, for a reason that is stored', async () => {
    const input = { id: customerId, reason: '开票联系' };
    await owner.cannot('customerRevealContact', input, 'CONTACT_NOT_SHARED');
    await level('FULL');
    const { contact } = await rep.mutate(
      'customerRevealContact',
      input,
      'contact { name phone mail }',
    );
    expect(contact).toEqual({ name: '何雨欣', phone: '13812345678', mail: 'he@example.com' });
    const [line] = await world.rows<{ actor: string; detail: object }>(sql`
      select actor_name as actor, detail from audit_entry where action = 'customerRevealContact'`);
    expect(line).toEqual({ actor: '吴桐', detail: { reason: '开票联系' } });
    const finance = await world.member(acme, 'csp.finance');
    const refused = await finance.run(
      `mutation { customerRevealContact(input: { id: "${customerId}", reason: "x" }) { contact { mail } } }`,
    );
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
