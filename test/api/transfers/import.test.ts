import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importCustomersCsv } from '../../../server/modules/customers/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { Role } from '../../../server/platform/viewer.ts';
import { failingAfter } from '../../kit/killed-database.ts';
import { LONG } from '../../kit/sizes.ts';
import { type Caller, openWorld, type World } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';
import { type Stage, setStage } from '../discounts/stage.ts';
import { type FileDesk, openFileDesk } from '../platform/upload.ts';
import { zipSync } from '../platform/zip.ts';
import { download, exported, xlsxLines } from './exporting.ts';
import {
  checked,
  committed,
  type ImportOf,
  importer,
  importOf,
  startImport,
  verdicts,
} from './importing.ts';

let world: World;
let stage: Stage;
let desk: FileDesk;
let mine: ImportOf;

beforeAll(async () => {
  world = await openWorld('imports');
  stage = await setStage(world);
  desk = await openFileDesk(world);
  mine = { world, desk, caller: stage.manager, browser: await desk.signedIn(stage.manager) };
});
afterAll(async () => {
  await desk?.close();
  await world?.close();
});

const HEADER = '客户名称,云账号,绑定类型,联系邮箱,报备说明';
const bindings = async (): Promise<number> => {
  const [row] = await world.rows<{ n: number }>(
    sql`select count(*)::int as n from partner_binding`,
  );
  return row!.n;
};

const memberOf = async ({ viewer }: Caller): Promise<{ id: string; mail: string }> => {
  const [row] = await world.rows<{ mail: string }>(
    sql`select mail from membership where id = ${viewer.memberId}`,
  );
  return { id: `mem_${viewer.memberId}`, mail: row!.mail };
};
const mailOf = async (caller: Caller): Promise<string> => (await memberOf(caller)).mail;
const accountOf = async (id: string): Promise<string> => {
  const [row] = await world.rows<{ account: string }>(
    sql`select cloud_account as account from customer where id = ${id.slice(4)}`,
  );
  return row!.account;
};
const ownData = async (account: string): Promise<unknown> => {
  const [row] = await world.rows(sql`
    select m.mail as manager, a.tags from customer_access a join customer c on c.id = a.customer_id
      left join membership m on m.id = a.account_manager_id
    where c.cloud_account = ${account} and a.org_id = ${stage.partner.id}`);
  return row;
};
/** Corrects a cell of a refused row, and returns the row. */
const fix = async ({ id }: any, header: string, value: string) =>
  (
    await stage.manager.mutate(
      'importRowFix',
      { id, cells: [{ header, value }] },
      'importRow { outcome code faultyColumn isFixed }',
    )
  ).importRow;

describe('an import of customers', () => {
  it('tries every row, names the reason beside each bad one, and changes nothing', async () => {
    const before = await bindings();
    const job = await checked(
      mine,
      'CUSTOMERS',
      [
        HEADER,
        '苏州太湖智造,taihu_mfg,顾问销售,it@taihu.example,',
        '宁波北仑港务,beilun_port,联营,ops@beilun.example,',
        '珠海横琴数科,hengqin_dt,顾问销售,not-a-mail,',
        '无锡惠山物联,huishan_iot,,,报备说明',
        ',nameless,代售,a@b.example,',
        '苏州太湖智造,TAIHU_MFG,顾问销售,it@taihu.example,',
        '无账号,,代售,a@b.example,',
      ].join('\n'),
    );
    const facts = { kind: 'IMPORT', status: 'CHECKED', total: 7, done: 7, target: 'CUSTOMERS' };
    expect(job).toMatchObject(facts);
    expect(verdicts(job)).toEqual([
      '2 READY',
      '3 REFUSED UNKNOWN_WORD type',
      '4 REFUSED INVALID_MAIL mail',
      '5 READY',
      '6 REFUSED BLANK name',
      '7 REFUSED TWICE_IN_FILE name',
      '8 REFUSED BLANK cloudAccount',
    ]);
    expect(await bindings()).toBe(before);
    const [, wrongType, wrongMail] = job.importRows.nodes;
    const ready = { outcome: 'READY', code: null, isFixed: true };
    expect(await fix(wrongType, '绑定类型', '代售')).toMatchObject(ready);
    const still = { outcome: 'REFUSED', code: 'INVALID_MAIL', faultyColumn: 'mail' };
    expect(await fix(wrongMail, '联系邮箱', 'x')).toMatchObject(still);
    expect(await bindings()).toBe(before);

    const done = await committed(mine, job.id);
    expect(done.status).toBe('PARTIAL');
    expect(done.results.filter((r: any) => r.outcome === 'DONE')).toEqual([
      { outcome: 'DONE', code: null, count: 3 },
    ]);
    expect(await bindings()).toBe(before + 3);

    const report = await download(mine.browser, `/files/import-report/${job.id}`);
    const [header, ...rows] = await xlsxLines(report);
    expect(header).toEqual([...HEADER.split(','), '错误原因']);
    expect(rows).toHaveLength(4);
    expect(rows[0]!.at(-1)).toBe('联系邮箱: 邮箱地址格式不正确。');

    const again = await checked(
      mine,
      'CUSTOMERS',
      `${HEADER}\n苏州太湖智造,taihu_mfg,顾问销售,it@taihu.example,again\n`,
    );
    expect(verdicts(again)).toEqual([expect.stringMatching(/^2 REFUSED BINDING_OPEN/)]);
    expect(again.viewerActions.find((a: any) => a.name === 'commit')).toMatchObject({
      enabled: false,
      reasonCode: 'NOTHING_TO_IMPORT',
    });
  });

  it('imports a repetition that was corrected while its first row stays refused', async () => {
    const text = [
      HEADER,
      '昆山玉山,yushan,顾问销售,not-a-mail,',
      '昆山玉山,YUSHAN,顾问销售,it@yushan.example,',
    ].join('\n');
    const job = await checked(mine, 'CUSTOMERS', text);
    expect(verdicts(job)).toEqual(['2 REFUSED INVALID_MAIL mail', '3 REFUSED TWICE_IN_FILE name']);
    const [first, second] = job.importRows.nodes;
    expect(await fix(second, '报备说明', '以本行为准')).toMatchObject({ outcome: 'READY' });
    expect(await fix(first, '联系邮箱', 'a@yushan.example')).toMatchObject({
      code: 'TWICE_IN_FILE',
    });
    expect(verdicts(await committed(mine, job.id))).toEqual([
      '2 REFUSED TWICE_IN_FILE name',
      '3 DONE',
    ]);
  });

  it("names neither partner nor end of another partner's pre-registration", async () => {
    const rival = await world.member(await partnerOf(world, '对手公司'), 'csp.manager');
    await rival.mutate('partnerBindingPreRegister', {
      prospect: { name: '保密客户', cloudAccount: 'secret_cust' },
    });
    const job = await checked(mine, 'CUSTOMERS', `${HEADER}\n保密客户,secret_cust,,,\n`);
    expect(JSON.stringify(job)).not.toMatch(/对手公司|20\d\d-\d\d-\d\dT/);
  });

  it('takes the account manager by mail and tags, with the reason beside each wrong cell', async () => {
    const header = '客户名称,云账号,客户经理,标签';
    const mail = await mailOf(stage.manager);
    const text = [
      header,
      `常州天宁,tianning,${mail.toUpperCase()},重点；华东`,
      '扬州广陵,guangling,nobody@example.com,',
      `镇江京口,jingkou,,${'长'.repeat(31)}`,
      `泰州海陵,hailing,,${Array.from({ length: 21 }, (_, i) => `标签${i}`).join('、')}`,
      '南通崇川,chongchuan,,',
    ].join('\n');
    const job = await checked(mine, 'CUSTOMERS', text);
    expect(verdicts(job)).toEqual([
      '2 READY',
      '3 REFUSED MEMBER_UNKNOWN manager',
      '4 REFUSED TOO_LONG tags',
      '5 REFUSED TOO_MANY tags',
      '6 READY',
    ]);
    await committed(mine, job.id);
    expect(await ownData('tianning')).toEqual({ manager: mail, tags: ['重点', '华东'] });
    expect(await ownData('chongchuan')).toEqual({ manager: null, tags: [] });
    expect(await ownData('jingkou')).toBeUndefined();
  });

  it('takes a pre-registered customer again: to invite it, and after the end of its binding', async () => {
    const imported = async (row: string): Promise<string[]> => {
      const { id } = await checked(mine, 'CUSTOMERS', `${HEADER}\n${row}\n`);
      return verdicts((await committed(mine, id)) as never);
    };
    const state = async (): Promise<string[]> => {
      const rows = await world.rows<{ status: string }>(sql`
        select b.status from partner_binding b join customer c on c.id = b.customer_id
        where c.cloud_account = 'jiading_ev' order by b.created_at`);
      return rows.map(({ status }) => status);
    };
    expect(await imported('上海嘉定电驱,jiading_ev,,,报备')).toEqual(['2 DONE']);
    expect(await imported('上海嘉定电驱,jiading_ev,顾问销售,ev@jiading.example,')).toEqual([
      '2 DONE',
    ]);
    expect(await state()).toEqual(['INVITED']);
    world.clock.offsetMs += 8 * 86_400_000;
    await world.settle();
    mine = { ...mine, browser: await desk.signedIn(stage.manager) };
    expect(await state()).toEqual(['EXPIRED']);
    expect(await imported('上海嘉定电驱,jiading_ev,,,再次报备')).toEqual(['2 DONE']);
    expect(await state()).toEqual(['EXPIRED', 'PRE_REGISTERED']);
  });

  it('lets a representative name no other account manager', async () => {
    const rep = await world.member(stage.partner, 'csp.rep', '代表');
    const own = { ...mine, caller: rep, browser: await desk.signedIn(rep) };
    const text = [
      '客户名称,云账号,客户经理邮箱',
      `他人客户,rep_other,${await mailOf(stage.manager)}`,
      `自己客户,rep_own,${await mailOf(rep)}`,
    ].join('\n');
    expect(verdicts(await checked(own, 'CUSTOMERS', text))).toEqual([
      '2 REFUSED MANAGER_NOT_ALLOWED manager',
      '3 READY',
    ]);
  });

  it.each(['CSV', 'XLSX'] as const)(
    'takes an exported list (%s) again, and changes only account manager and tags',
    async (format) => {
      const rep = await world.member(stage.partner, 'csp.rep', `回导代表${format}`);
      const columns = [
        { header: '客户', path: 'name' },
        { header: '云账号', path: 'cloudAccount' },
        { header: '绑定类型', path: 'binding.type', words: 'BindingType' },
        { header: '状态', path: 'status' },
        { header: '客户经理', path: 'accountManager.name' },
        { header: '客户经理邮箱', path: 'accountManager.mail' },
        { header: '标签', path: 'tags' },
      ];
      await stage.manager.mutate('customerSetOwnData', {
        id: stage.customerId,
        managerId: (await memberOf(rep)).id,
        tags: ['回导', format],
      });
      // Known, but not bound: its row pre-registers nobody.
      await customerOf(world, `回访${format}`, [stage.partner]);
      const before = await bindings();
      const file = await exported(world, desk, stage.manager, { format, columns });
      const bytes = await download(mine.browser, file.file.downloadPath);
      for (let round = 0; round < 2; round += 1) {
        const job = await checked(mine, 'CUSTOMERS', bytes, `客户.${format.toLowerCase()}`);
        expect(job.total).toBe(file.total);
        expect(verdicts(job).filter((line) => !line.endsWith('READY'))).toEqual([]);
        const id = stage.customerId;
        await stage.manager.mutate('customerSetOwnData', { id, tags: ['改过'] });
        await committed(mine, job.id);
        expect(await ownData(await accountOf(id))).toEqual({
          manager: (await memberOf(rep)).mail,
          tags: ['回导', format],
        });
      }
      expect(await bindings()).toBe(before);
    },
  );

  it('reads GB 18030, a semicolon as separator, and headers in English', async () => {
    const gb = Uint8Array.from([
      ...new TextEncoder().encode('Customer name;Cloud account\n'),
      0xc9,
      0xee,
      0xdb,
      0xda,
      0x3b,
      ...new TextEncoder().encode('shenzhen_gb\n'),
    ]);
    const job = await checked(mine, 'CUSTOMERS', gb);
    expect(job.importRows.nodes[0]).toMatchObject({ label: '深圳', outcome: 'READY' });
    await stage.manager.mutate('jobCancel', { id: job.id });
    expect(verdicts(await importOf(stage.manager, job.id))).toEqual(['2 SKIPPED']);
  });

  it('takes the template it serves, and its columns can be changed', async () => {
    const template = await download(mine.browser, '/files/import-template/CUSTOMERS');
    const job = await checked(mine, 'CUSTOMERS', template, '模板.xlsx');
    expect(verdicts(job)).toEqual(['2 READY']);
    expect(job.mapping.every((one: any) => one.column !== null)).toBe(true);
    const columns = job.mapping.map(({ header, column }: any) => ({
      header,
      column: column === 'name' ? null : column,
    }));
    await stage.manager.mutate('jobRemap', { id: job.id, columns }, 'job { status }');
    await importer(world, desk).run();
    expect(verdicts(await importOf(stage.manager, job.id))).toEqual(['2 REFUSED BLANK name']);
    // A header that no row has would name what every object has in JavaScript.
    const inherited = [{ header: 'constructor', column: 'cloudAccount' }];
    await expect(
      stage.manager.mutate('jobRemap', { id: job.id, columns: inherited }, 'job { status }'),
    ).rejects.toThrow('belongs to one header of the file');
  });

  it.each([
    ['no rows', HEADER, 'rows.csv', 'IMPORT_EMPTY'],
    ['an open quote', `${HEADER}\n"云启,a,,,\n`, 'rows.csv', 'IMPORT_UNREADABLE'],
    [
      'a line of ten megabytes',
      `${HEADER}\n${'x'.repeat(9_900_000)}`,
      'rows.csv',
      'IMPORT_UNREADABLE',
    ],
    ['an archive that is no workbook', undefined, 'rows.xlsx', 'IMPORT_UNREADABLE'],
  ])('ends with a reason for a file with %s', async (_, content, name, code) => {
    const bytes =
      content ??
      zipSync({
        '[Content_Types].xml':
          '<Types><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        'x.xml': '<x/>',
      });
    const job = await checked(mine, 'CUSTOMERS', bytes as string, name);
    expect([job.status, job.results[0].code]).toEqual(['FAILED', code]);
  });

  it('is one job for one file, however often it is uploaded', async () => {
    const text = `${HEADER}\n同一文件,same_file,,,\n`;
    const first = await startImport(mine, 'CUSTOMERS', text);
    const second = await startImport(mine, 'CUSTOMERS', text);
    expect(second.job.id).toBe(first.job.id);
  });

  it('shows its rows to the requester, owners and managers, and to no key without the scope read', async () => {
    const job = await checked(mine, 'CUSTOMERS', `${HEADER}\n行内容,cells_of_rows,,,\n`);
    const seenBy = async (role: Role): Promise<number> => {
      const seen = await importOf(await world.member(stage.partner, role), job.id);
      return seen?.importRows.nodes.length ?? 0;
    };
    for (const role of ['csp.owner', 'csp.manager'] as const)
      expect([role, await seenBy(role)]).toEqual([role, 1]);
    const others = [
      'csp.rep',
      'csp.finance',
      'csp.service',
      'csp.developer',
      'csp.auditor',
    ] as const;
    for (const role of others) expect([role, await seenBy(role)]).toEqual([role, 0]);
    const owner = await world.member(stage.partner, 'csp.owner');
    const { secret } = await owner.mutate(
      'apiKeyCreate',
      { name: 'ERP', role: 'CSP_MANAGER', scopes: ['WRITE'] },
      'secret',
    );
    for (const path of [`import-report/${job.id}`, 'import-template/CUSTOMERS']) {
      const headers = { authorization: `Bearer ${secret}` };
      const answer = await desk.app.fastify.inject({ url: `/files/${path}`, headers });
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'FORBIDDEN']);
    }
  });

  it('belongs to its requester', async () => {
    const job = await checked(mine, 'CUSTOMERS', `${HEADER}\n归属测试,owned_file,,,\n`);
    const colleague: Caller = await world.member(stage.partner, 'csp.manager', '同事');
    await colleague.cannot('jobCommit', { id: job.id }, 'ONLY_REQUESTER');
    const [{ id }] = job.importRows.nodes;
    const cells = [{ header: '云账号', value: 'x' }];
    await colleague.cannot('importRowFix', { id, cells }, 'ONLY_REQUESTER');
    const outsider = await world.member(await partnerOf(world, '第三家'), 'csp.manager');
    await outsider.sees(job.id, null);
    for (const caller of [colleague, outsider]) {
      const browser = await desk.signedIn(caller);
      expect((await browser.get(`/files/import-report/${job.id}`)).statusCode).toBe(404);
    }
  });
});

it('of a list of a tool rejects a line alone if its account and its upstream id are those of two customers', async () => {
  const [org] = await world.rows<{ code: string }>(
    sql`select code from organization where id = ${stage.partner.id}`,
  );
  const load = (...lines: string[]) =>
    importCustomersCsv(world.deps, {
      partnerCode: org!.code,
      file: new TextEncoder().encode(['name,cloud_account,upstream_id', ...lines].join('\n')),
    });
  expect(await load('东方制造,dongfang_twice,u-1')).toMatchObject({ created: 1 });
  const lines = ['东方制造,dongfang_twice,', '东方制造,,u-1', '北辰重工,beichen,'];
  expect(await load(...lines)).toEqual({
    created: 1,
    updated: 1,
    problems: [{ line: 3, code: 'TWICE_IN_FILE', column: null }],
  });
});

describe('an import that is interrupted', () => {
  const ROWS = 30;
  it.each(LONG ? [5, 12, 23] : [5, 23])(
    'after %i transactions goes on, and makes nothing twice',
    async (n) => {
      const rows = Array.from({ length: ROWS }, (_, i) => `断点${n} ${i},resume_${n}_${i},,,`);
      const { job } = await startImport(mine, 'CUSTOMERS', [HEADER, ...rows].join('\n'));
      await world.settle();
      for (const phase of ['CHECKED', 'SUCCEEDED']) {
        if (phase === 'SUCCEEDED') await stage.manager.mutate('jobCommit', { id: job.id });
        await importer(world, desk, failingAfter(world, n))
          .run()
          .catch(() => 0);
        expect((await importOf(stage.manager, job.id)).status).toBe('RUNNING');
        world.clock.offsetMs += 3_600_000;
        mine = { ...mine, browser: await desk.signedIn(stage.manager) };
        await importer(world, desk).run();
        expect((await importOf(stage.manager, job.id)).status).toBe(phase);
      }
      const [made] = await world.rows<{ n: number }>(sql`
      select count(*)::int as n from partner_binding b join customer c on c.id = b.customer_id
      where c.cloud_account like ${`resume_${n}_%`}`);
      expect(made!.n).toBe(ROWS);
    },
  );
});

describe('an import of discounts', () => {
  it('makes drafts, and none twice', async () => {
    const [customer] = await world.rows<{ account: string }>(
      sql`select cloud_account as account from customer where id = ${stage.customerId.slice(4)}`,
    );
    const [goods] = await world.rows<{ name: string; code: string }>(sql`
      select p.name, s.code from specification s join product p on p.id = s.product_id
      where s.id = ${stage.goods.specifications[0].slice(4)}`);
    const header = '优惠名称,客户云账号,商品,规格编码,付费率,净价,生效日期,截止日期,备注';
    const row = (name: string, rate: string, until = '2026/4/30', account = customer!.account) =>
      `${name},${account},${goods!.name},${goods!.code},${rate},,2026-04-01,${until},`;
    const text = [
      header,
      row('春季优惠', '85%'),
      row('夏季优惠', '8.5折'),
      row('倒置日期', '0.9', '2026-03-01'),
      row('陌生客户', '0.9', '2026-04-30', 'unknown_account'),
      `无规格,${customer!.account},${goods!.name},NO-SUCH,0.9,,2026-04-01,2026-04-30,`,
      row('非法付费率', 'abc'),
    ].join('\n');
    const job = await checked(mine, 'DISCOUNTS', text);
    expect(verdicts(job)).toEqual([
      '2 READY',
      '3 READY',
      '4 REFUSED END_BEFORE_START validUntil',
      '5 REFUSED NOT_FOUND customer',
      '6 REFUSED NOT_FOUND specification',
      '7 REFUSED INVALID_FORMAT payRate',
    ]);
    const done = await committed(mine, job.id);
    expect(done.status).toBe('PARTIAL');
    const { exclusiveDiscounts } = await stage.manager.ask(
      '{ exclusiveDiscounts(first: 10) { nodes { name status netTotal { amount } } } }',
    );
    const made = exclusiveDiscounts.nodes.filter((one: any) => /季优惠/.test(one.name));
    expect(made.map((one: any) => one.status)).toEqual(['DRAFT', 'DRAFT']);
    expect(made[0].netTotal).toEqual(made[1].netTotal);
    const again = await checked(mine, 'DISCOUNTS', `${text}\n`);
    expect(verdicts(again).slice(0, 2).join()).toMatch(/REFUSED (NAME_TAKEN|ALREADY_IMPORTED)/);
  });
});
