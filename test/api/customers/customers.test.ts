import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testWorld } from '../../kit/test-world.ts';
import { audited, posted } from '../../kit/traces.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

const world = testWorld('customers');
let acme: Organization;
let owner: Caller;
let rep: Caller;
let operator: Caller;
let id: string;

beforeAll(async () => {
  acme = await partnerOf(world, '上海云衡信息科技');
  owner = await world.member(acme, 'csp.owner', '林若溪');
  rep = await world.member(acme, 'csp.rep', '吴桐');
  operator = await world.member(await world.organization('OPERATOR', '运营'), 'operator');
  id = await customerOf(world, '深圳云启科技', [acme], {
    nameKey: '深圳云启科技 shenzhenyunqikeji szyqkj',
    cloudAccount: 'yunqi-cloud',
  });
});

const level = (value: 'NAME' | 'FULL') =>
  world.rows(sql`update customer_access set level = ${value} where org_id = ${acme.id}`);
const memberOf = ({ viewer }: Caller): string => `mem_${viewer.memberId}`;
const found = async (viewer: Caller, filter: string): Promise<string[]> =>
  (
    await viewer.ask(`{ customers(first: 10, filter: { ${filter} }) { nodes { name } } }`)
  ).customers.nodes.map((n: { name: string }) => n.name);
const FOUND = ['深圳云启科技'];

describe('a customer', () => {
  it('shows only its name at NAME and masked contact data at FULL', async () => {
    const facts = {
      cloudAccount: 'yunqi-cloud',
      level: 'V3',
      customerType: 'COMPANY',
      verifiedStatus: 'NONE',
      contactName: '何**',
      contactPhone: '138****5678',
      contactMail: 'h***@example.com',
      upstreamFlags: [],
      source: 'PARTNER',
    };
    const nothing = Object.fromEntries(Object.keys(facts).map((name) => [name, null]));
    await owner.sees(id, { accessLevel: 'NAME', name: '深圳云启科技', ...nothing });
    await level('FULL');
    await owner.sees(id, { accessLevel: 'FULL', name: '深圳云启科技', ...facts });
    await level('NAME');
  });

  it('is found by name and pinyin, and by account only if the viewer may read it', async () => {
    for (const text of ['云启', 'yunqi', 'SZYQ'])
      expect(await found(owner, `search: "${text}"`)).toEqual(FOUND);
    expect(await found(owner, 'search: "100%"')).toEqual([]);
    expect(await found(owner, 'search: "yunqi-c"')).toEqual([]);
    await level('FULL');
    expect(await found(owner, 'search: "yunqi-c"')).toEqual(FOUND);
    await level('NAME');
  });

  it('is invisible to other parties', async () => {
    const stranger = await world.member(await partnerOf(world, '北京远帆'), 'csp.owner');
    await stranger.sees(id, null);
    expect(await found(stranger, 'search: "云启"')).toEqual([]);
    await expect(stranger.refused('customerSetTags', { id, tags: [] })).rejects.toThrow(
      'Not found',
    );
    await operator.sees(id, {
      accessLevel: 'FULL',
      contactName: '何**',
      tags: [],
      accountManager: null,
    });
  });

  it('is visible to a rep once it is assigned to the rep, and not to another rep', async () => {
    await rep.sees(id, null);
    const memberId = memberOf(rep);
    await owner.mutate('customerAssignManager', { id, memberId });
    await rep.sees(id, { accountManager: { id: memberId, name: '吴桐' } });
    expect(await found(owner, `accountManagerId: ["${memberId}"]`)).toEqual(FOUND);
    const colleague = await world.member(acme, 'csp.rep');
    await colleague.sees(id, null);
    expect(await found(colleague, 'search: "云启"')).toEqual([]);
    const elsewhere = memberOf(await world.member(await partnerOf(world, '南京'), 'csp.rep'));
    await owner.cannot('customerAssignManager', { id, memberId: elsewhere }, 'MEMBER_UNKNOWN');
  });

  it('has separate labels for each organization', async () => {
    await rep.mutate('customerSetTags', { id, tags: ['重点', '华南', '重点'] });
    await owner.sees(id, { tags: ['重点', '华南'] });
    await operator.sees(id, { tags: [] });
    const [line] = await audited(world, 'customerSetTags', id);
    expect(line).toMatchObject({ actor: '吴桐', detail: { tags: ['重点', '华南'] } });
    expect(await found(owner, 'tags: ["华南", "无"]')).toEqual(FOUND);
    expect(await found(owner, 'tags: ["无"]')).toEqual([]);
    await owner.cannot('customerSetTags', { id, tags: ['x'.repeat(31)] }, 'TOO_LONG');
    await owner.mutate('customerSetTags', { id, tags: [] });
    await owner.sees(id, { tags: [] });
  });

  it('reveals its contact once bound, for a reason that is stored', async () => {
    const input = { id, reason: '开票联系' };
    await owner.cannot('customerRevealContact', input, 'CONTACT_NOT_SHARED');
    await level('FULL');
    const fields = 'contact { name phone mail }';
    const { contact } = await rep.mutate('customerRevealContact', input, fields);
    expect(contact).toEqual({ name: '何雨欣', phone: '13812345678', mail: 'he@example.com' });
    expect(await audited(world, 'customerRevealContact')).toEqual([
      { actor: '吴桐', detail: { reason: '开票联系' } },
    ]);
    const finance = await world.member(acme, 'csp.finance');
    await expect(finance.refused('customerRevealContact', input)).rejects.toThrow('may not');
  });

  // A member, or the thief of its session, could read the contacts of all customers in a loop, and nobody was told.
  it('is one of some whose contact a member sees in a day, and the owners are told of the last one', async () => {
    const policy = { key: 'member.contacts', value: '3', reason: 'x' };
    await operator.mutate('policySet', policy);
    world.clock.advance(1);
    const manager = await world.member(acme, 'csp.manager', '高远');
    const inputs: { id: string; reason: string }[] = [];
    for (let i = 0; i < 4; i++)
      inputs.push({ id: await customerOf(world, `客户 ${i}`, [acme]), reason: '回访' });
    await level('FULL');
    const [first, second, third, fourth] = inputs;
    // The same customer again is no further one.
    for (const input of [first, second, first])
      await manager.mutate('customerRevealContact', input!);
    expect(await posted(world, 'contactsDisclosed')).toEqual([]);
    await manager.mutate('customerRevealContact', third!);
    const [told] = await posted(world, 'contactsDisclosed');
    expect(told!.params).toMatchObject({ member: '高远', limit: 3 });
    await manager.cannot('customerRevealContact', fourth!, 'CONTACT_LIMIT_REACHED');
    await owner.mutate('customerRevealContact', fourth!);
    world.clock.advance(DAY);
    await manager.mutate('customerRevealContact', fourth!);
  });
});
