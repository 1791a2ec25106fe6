import { beforeAll, describe, expect, it } from '@jest/globals';
import { importCustomersCsv } from '../../../server/modules/customers/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { LONG, sizes } from '../../kit/sizes.ts';
import { testWorld } from '../../kit/test-world.ts';
import { posted } from '../../kit/traces.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { partnerOf } from '../bindings/fixtures.ts';

const world = testWorld('import');
let acme: Organization;
let owner: Caller;

beforeAll(async () => {
  acme = await partnerOf(world, '上海云衡信息科技');
  owner = await world.member(acme, 'csp.owner');
});

const load = async (lines: readonly string[], org = acme, contactsOnFile?: boolean) => {
  const [row] = await world.rows<{ code: string }>(
    sql`select code from organization where id = ${org.id}`,
  );
  const file = new TextEncoder().encode(lines.join('\n'));
  return await importCustomersCsv(world.deps, { partnerCode: row!.code, file, contactsOnFile });
};
const HEADER =
  'name,cloud_account,upstream_id,type,contact_name,contact_phone,contact_mail,registered_at,tags';

describe('a customer list', () => {
  it('of full size is imported in seconds, found by pinyin, and not duplicated by a repeat', async () => {
    const lines = [
      HEADER,
      ...Array.from(
        { length: sizes.importedCustomers },
        (_, i) => `杭州智云${i}科技,zhiyun${i},,,,,z${i}@example.com,,华东`,
      ),
    ];
    const begun = Date.now();
    const count = sizes.importedCustomers;
    expect(await load(lines)).toEqual({ created: count, updated: 0, problems: [] });
    if (LONG) expect(Date.now() - begun).toBeLessThan(20_000);
    const { customers } = await owner.ask(
      '{ customers(first: 5, filter: { search: "hzzy321kj" }) { nodes { name accessLevel status tags cloudAccount } count { value } } }',
    );
    expect(customers).toEqual({
      nodes: [
        {
          name: '杭州智云321科技',
          accessLevel: 'NAME',
          status: 'PROSPECT',
          tags: ['华东'],
          cloudAccount: null,
        },
      ],
      count: { value: 1 },
    });
    expect(await load(lines)).toEqual({ created: 0, updated: count, problems: [] });
    const all = await owner.ask('{ customers(first: 1) { count { value isExact } } }');
    expect(all.customers.count).toEqual({ value: count, isExact: true });
  });

  it('imports the valid lines and names the invalid ones', async () => {
    await load([HEADER, '甲,jia,up-1', '乙,yi,up-2']);
    const { created, updated, problems } = await load([
      HEADER,
      '丙,bing',
      ',ding',
      '戊,jia,up-2',
      '己,yi,,PERSON,钱,,qian@example.com',
    ]);
    expect({ created, updated }).toEqual({ created: 1, updated: 1 });
    expect(problems).toEqual([
      { line: 3, code: 'BLANK', column: 'name' },
      { line: 4, code: 'KEYS_OF_TWO_CUSTOMERS', column: 'upstream_id' },
    ]);
  });

  it("gives a second partner separate access and does not change the first one's labels", async () => {
    const rival = await partnerOf(world, '北京远帆');
    expect(await load([HEADER, '杭州智云1科技,ZHIYUN1,,,,,,,重点'], rival)).toMatchObject({
      created: 0,
      updated: 1,
    });
    const rivalOwner = await world.member(rival, 'csp.owner');
    const ask = '{ customers(first: 5, filter: { search: "zy1kj" }) { nodes { name tags } } }';
    expect((await rivalOwner.ask(ask)).customers.nodes).toEqual([
      { name: '杭州智云1科技', tags: ['重点'] },
    ]);
    expect((await owner.ask(ask)).customers.nodes).toEqual([
      { name: '杭州智云1科技', tags: ['华东'] },
    ]);
  });

  it('is refused as a whole for an unknown partner or an invalid file', async () => {
    const file = new TextEncoder().encode(`${HEADER}\n甲,x`);
    await expect(importCustomersCsv(world.deps, { partnerCode: 'NOBODY', file })).rejects.toThrow(
      'PARTNER_UNKNOWN',
    );
    await expect(load(['what,ever', '1,2'])).rejects.toThrow('COLUMN_UNKNOWN');
  });

  it('sets contacts on file only if operations say so, and a partner’s list replaces none', async () => {
    const contacts = (mail: string, contactsOnFile: boolean) =>
      load([HEADER, `宁波恒远,hengyuan,,,王恒,,${mail},,`], acme, contactsOnFile);
    const kept = async () =>
      (
        await world.rows<{ mail: string; isOnFile: boolean }>(sql`
          select contact_mail as mail, contact_on_file as "isOnFile" from customer where cloud_account = 'hengyuan'`)
      )[0];
    await contacts('a@typed.example', false);
    expect(await kept()).toEqual({ mail: 'a@typed.example', isOnFile: false });
    await contacts('b@registered.example', true);
    expect(await kept()).toEqual({ mail: 'b@registered.example', isOnFile: true });
    await contacts('c@typed.example', false);
    expect(await kept()).toEqual({ mail: 'b@registered.example', isOnFile: true });
    expect(await posted(world, 'contactOnFile')).toEqual([]);
    await contacts('d@registered.example', true);
    expect((await posted(world, 'contactOnFile')).map(({ to }) => to)).toEqual([
      'b@registered.example',
      'd@registered.example',
    ]);
  });
});
