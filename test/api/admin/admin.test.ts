import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEnv } from '../../../server/platform/env.ts';
import { unsafe } from '../../../server/self-check.ts';
import { admin } from '../../../server/tools/admin.ts';
import { apiKey } from '../../../server/tools/api-key.ts';
import { seed } from '../../../server/tools/seed.ts';
import { type Said, said, setEnvironment } from '../../kit/command.ts';
import { type FreshDatabase, freshDatabase } from '../../kit/db.ts';
import { query } from '../../kit/launcher.ts';

let database: FreshDatabase;
let folder: string;
let restoreEnvironment: () => void;

const template = (name: string): string =>
  fileURLToPath(new URL(`../../../server/seeds/templates/${name}`, import.meta.url));

beforeAll(async () => {
  database = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'partnergraph-admin-'));
  restoreEnvironment = setEnvironment({
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    SECRET_KEY: 'k'.repeat(40),
    PUBLIC_URL: 'https://portal.example.com',
    SMTP_URL: 'smtps://mail.example.com',
    DATA_DIR: folder,
  });
});
afterAll(async () => {
  restoreEnvironment();
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

const call = (...args: string[]): Promise<Said> => said(() => admin(args));
const tokenIn = ({ out }: Said): string =>
  /https:\/\/portal\.example\.com\/set-password\?token=([\w-]{43})$/.exec(out)?.[1] ?? 'none';
const rows = <R>(text: string): Promise<R[]> => query<R>(database.superuserUrl, text);

// Behind a proxy that is not named, one stranger's attempts to sign in locked everybody out, and nothing said so.
it('the start warns of an https address without the address of its proxy', async () => {
  const findings = (variables: object) =>
    unsafe(readEnv({ ...process.env, ...variables }), database.url);
  expect(await findings({})).toEqual([
    expect.stringMatching(
      /^TRUSTED_PROXIES is missing: .* for example TRUSTED_PROXIES=127\.0\.0\.1\.$/,
    ),
  ]);
  expect(await findings({ TRUSTED_PROXIES: '127.0.0.1' })).toEqual([]);
  expect(await findings({ PUBLIC_URL: 'http://localhost:4000' })).toEqual([]);
});

describe('an installation from an empty database', () => {
  it('asks for what it needs before it touches a database', async () => {
    delete process.env.SMTP_URL;
    const { code, err } = await call('verify-audit');
    process.env.SMTP_URL = 'smtps://mail.example.com';
    expect([code, err]).toEqual([1, expect.stringMatching(/^SMTP_URL is missing: .+\.$/)]);
  });

  it('refuses organizations before there is an operator', async () => {
    const { code, err } = await call(
      ...['create-organization', '--kind', 'PARTNER', '--name', '云上', '--code', 'YUNSHANG'],
      ...['--owner', 'owner@yunshang.example', '--owner-name', '林悦'],
    );
    expect([code, err]).toEqual([
      1,
      'There is no operator yet. Begin with: npm run admin -- create-operator MAIL',
    ]);
  });

  it('creates the first operator and the marketplace, and a further link when called again', async () => {
    const invite = (...more: string[]) => call('create-operator', 'Ops@Market.example', ...more);
    const first = await invite('--name', 'Nora', '--org', 'Acme Marketplace');
    expect(first).toMatchObject({
      code: 0,
      out: expect.stringContaining('ops@market.example is invited as operator of Acme Marketplace'),
    });
    const again = await invite();
    expect(again.code).toBe(0);
    expect(tokenIn(first)).not.toBe(tokenIn(again));
    expect(await invite('--org', 'Another')).toMatchObject({
      code: 1,
      err: "The marketplace's organization is Acme Marketplace already.",
    });
    expect(await rows('select kind, code, name, name_en from organization')).toEqual([
      { kind: 'OPERATOR', code: 'OPERATOR', name: 'Acme Marketplace', name_en: 'Acme Marketplace' },
    ]);
    expect(await rows('select name, role, status from member_invitation')).toEqual([
      { name: 'Nora', role: 'operator', status: 'PENDING' },
    ]);
  });

  it('sets up partners and a seller, and enrolls the partners', async () => {
    for (const [kind, code, name] of [
      ['PARTNER', 'yunshang', '云上科技'],
      ['partner', 'SUB', 'Sub Cloud'],
      ['SELLER', 'SOFT', '软件公司'],
    ]) {
      const made = await call(
        ...['create-organization', '--kind', kind!, '--name', name!, '--code', code!],
        ...['--owner', `owner@${code!.toLowerCase()}.example`, '--owner-name', 'Owner'],
      );
      expect(made.code).toBe(0);
      expect(tokenIn(made)).not.toBe('none');
    }
    expect(
      await call('enroll-partner', '--org', 'yunshang', '--tier', 'distributor'),
    ).toMatchObject({ code: 0, out: '云上科技 has joined the programme as DISTRIBUTOR.' });
    const sub = ['enroll-partner', '--org', 'SUB', '--tier', 'SUB_DISTRIBUTOR'];
    expect((await call(...sub)).code).toBe(1);
    expect(await call(...sub, '--parent', 'YUNSHANG')).toMatchObject({ code: 0 });
    expect((await call('enroll-partner', '--org', 'SOFT', '--tier', 'DISTRIBUTOR')).err).toBe(
      'SOFT is an organization of kind SELLER, not PARTNER.',
    );
  });

  it('invites members, once, with roles of their side', async () => {
    const invite = (role: string) =>
      call(
        ...['invite-member', '--org', 'YUNSHANG', '--mail', 'rep@yunshang.example'],
        ...['--name', 'Rep', '--role', role],
      );
    expect(tokenIn(await invite('csp.rep'))).not.toBe('none');
    expect(await invite('csp.rep')).toMatchObject({
      code: 1,
      err: 'mail: There is already an open invitation for this e-mail address.',
    });
    expect((await invite('seller.manager')).err).toMatch(/^role: /);
    expect((await invite('boss')).code).toBe(2);
  });

  it('resets a password only for an existing account', async () => {
    expect((await call('reset-password', 'rep@yunshang.example')).err).toMatch(
      /^Nobody has an account/,
    );
    await rows(
      `insert into app_user (id, created_at, mail, name, status, session_epoch) values (gen_random_uuid(), now(), 'known@yunshang.example', 'Known', 'ACTIVE', 0)`,
    );
    expect(tokenIn(await call('reset-password', 'known@yunshang.example'))).not.toBe('none');
  });
});

describe('lists', () => {
  it('imports the customer template, with the same result twice', async () => {
    const load = () => call('import-customers', template('customers.csv'), '--partner', 'yunshang');
    expect((await load()).out).toBe('3 customers of 云上科技 are new, 0 were brought up to date.');
    expect((await load()).out).toBe('0 customers of 云上科技 are new, 3 were brought up to date.');
  });

  it('names the rejected lines of a customer list', async () => {
    const file = join(folder, 'bad.csv');
    await writeFile(
      file,
      'name,cloud_account,contact_phone\n好公司,good_1,\n坏公司,bad_1,no phone\n,blank_1,\n',
    );
    const { code, err } = await call('import-customers', file, '--partner', 'YUNSHANG');
    expect(code).toBe(1);
    expect(err.split('\n')).toEqual([
      '1 customers of 云上科技 are new, 0 were brought up to date.',
      '2 lines were left out:',
      'Line 3, contact_phone: Enter a valid telephone number.',
      'Line 4, name: Fill in this field.',
    ]);
  });

  it('lists the product template, once', async () => {
    const load = () => call('import-products', template('products.csv'), '--seller', 'SOFT');
    expect((await load()).out).toBe('2 products of 软件公司 are listed.');
    expect((await load()).out).toBe(
      '0 products of 软件公司 are listed; 2 were listed already and left as they are.',
    );
    expect(await rows('select count(*)::int as n from specification')).toEqual([{ n: 3 }]);
  });

  it('imports all products of a list or none', async () => {
    const file = join(folder, 'products.csv');
    const header =
      'name,sale_model,product_type,max_share_ratio,standard_share_ratio,specification_code,specification_name,list_price,currency,period';
    await writeFile(
      file,
      `${header}\nFine,COMMON,SAAS,0.3,0.2,A,A,10.00,CNY,YEAR\nDear,COMMON,SAAS,0.3,0.2,A,A,10.00,USD,YEAR\nOdd,COMMON,SAAS,0.3,0.2,A,A,1.001,CNY,YEAR\n`,
    );
    const money = await call('import-products', file, '--seller', 'SOFT');
    expect(money).toMatchObject({
      code: 1,
      err: 'Nothing was imported.\nLine 3: Amounts are in CNY, not USD.',
    });
    await writeFile(
      file,
      `${header}\nFine,COMMON,SAAS,0.3,0.2,A,A,10.00,CNY,YEAR\nOdd,COMMON,SAAS,0.3,0.2,A,A,1.001,CNY,YEAR\n`,
    );
    const { err } = await call('import-products', file, '--seller', 'SOFT');
    expect(err).toMatch(
      /^Nothing was imported\.\n"Odd" from line 3: specifications\.0\.listPrice: /,
    );
    await writeFile(file, 'name,price\nFine,1\n');
    expect((await call('import-products', file, '--seller', 'SOFT')).err).toMatch(
      /^The column "price" is not known\./,
    );
    expect(await rows('select count(*)::int as n from product')).toEqual([{ n: 2 }]);
  });

  it('reports the faults of a file', async () => {
    expect(
      (await call('import-customers', join(folder, 'none.csv'), '--partner', 'YUNSHANG')).err,
    ).toMatch(/^There is no file /);
    expect(
      await call('import-customers', join(folder, 'list.xlsx'), '--partner', 'YUNSHANG'),
    ).toMatchObject({ code: 2 });
    expect(
      (await call('import-customers', template('customers.csv'), '--partner', 'NOBODY')).err,
    ).toBe('There is no organization with the code NOBODY.');
  });
});

describe('keys', () => {
  const key = (...args: string[]): Promise<Said> => said(() => apiKey(args));

  it('prints a key that the database stores only as a hash', async () => {
    const made = await key(
      ...['--org', 'yunshang', '--role', 'csp.developer', '--scopes', 'read,schema:read'],
      ...['--days', '30', '--name', 'BI'],
    );
    expect(made).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^pg_live_[0-9a-f]{8}_[\w-]{43}$/),
    });
    const [stored] = await rows<Record<string, unknown>>(
      'select name, role, scopes, expires_at > now() as ends, secret_hash from api_key',
    );
    expect(stored).toMatchObject({
      name: 'BI',
      role: 'csp.developer',
      scopes: ['read', 'schema:read'],
      ends: true,
    });
    expect(made.out).not.toContain(stored!.secret_hash);
  });

  it('refuses a role of another side, an unknown scope and an invalid number of days', async () => {
    expect((await key('--org', 'YUNSHANG', '--role', 'operator')).err).toMatch(
      /^YUNSHANG is a PARTNER: /,
    );
    expect(await key('--org', 'YUNSHANG', '--role', 'csp.rep', '--scopes', 'admin')).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /^--scopes is one of read, write, schema:read, orders:write, not "admin"\./,
      ),
    });
    expect((await key('--org', 'YUNSHANG', '--role', 'csp.rep', '--days', '1.5')).code).toBe(2);
  });
});

describe('other commands', () => {
  it('detect an audit line that was changed or cut off in the database', async () => {
    const file = join(folder, 'heads.txt');
    const intact = await call('verify-audit');
    expect(intact).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^The audit is intact: \d+ lines in \d+ chains\.(\nhead \d{4}-\d\d-\d\d [0-9a-f-]{36} \d+ [0-9a-f]{64})+$/,
      ),
    });
    await writeFile(file, `> partnergraph@0.1.0 admin\n${intact.out}\n`);
    // Later lines do not count as a difference.
    expect((await call('reset-password', 'known@yunshang.example')).code).toBe(0);
    const compare = () => call('verify-audit', '--heads', file);
    expect(await compare()).toMatchObject({
      code: 0,
      out: expect.stringMatching(/, and \d+ kept heads are in it\.\n/),
    });
    await rows('create table kept as select * from audit_entry');
    const tamper = (change: string) =>
      rows(`set session_replication_role = replica; delete from audit_entry;
        insert into audit_entry select * from kept; ${change}`);
    const last = `(select e.id from audit_entry e join organization o on o.id = e.tenant_id
      where o.code = 'YUNSHANG' order by e.day desc, e.position desc limit 1)`;
    await tamper(`delete from audit_entry where id = ${last}`);
    expect((await call('verify-audit')).code).toBe(0);
    expect(await compare()).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^The audit was tampered with\.\n\d{4}-\d\d-\d\d 云上科技: cut at its end, \d+ of \d+ lines are left\.$/,
      ),
    });
    await tamper(`update audit_entry set hash = repeat('0', 64) where id = ${last}`);
    expect((await compare()).err).toMatch(
      /云上科技: line \d+ does not match\.\n.*rewritten up to line/,
    );
    await tamper('');
    expect((await compare()).code).toBe(0);
    await writeFile(file, 'nothing\n');
    expect(await compare()).toMatchObject({ code: 2, err: expect.stringMatching(/holds no head/) });
    await rows(
      `set session_replication_role = replica; update audit_entry set actor_name = 'Nobody' where action = 'partnerEnroll' and position = (select min(position) from audit_entry where action = 'partnerEnroll')`,
    );
    expect(await call('verify-audit')).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^The audit was tampered with\.\n\d{4}-\d\d-\d\d .+ does not match\.$/,
      ),
    });
    expect(await call('verify-audit', '--day', '2001-01-01')).toMatchObject({ code: 0 });
    expect((await call('verify-audit', '--day', '2001-02-30')).code).toBe(2);
  });

  it('print their usage', async () => {
    expect(await call('help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('import-products FILE.csv --seller CODE'),
    });
    expect((await call()).code).toBe(2);
    expect(await call('create-everything')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^There is no command "create-everything"\./),
    });
    expect(await call('create-operator')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^MAIL is missing\.\n\nnpm run admin -- create-operator /),
    });
    expect(await call('create-operator', 'nobody')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^"nobody" is not a mail address\./),
    });
    expect(await call('enroll-partner', '--org', 'SUB', '--level', '1')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^Unknown option '--level'\./),
    });
  });

  it('seed no demo over other data, and need no setting of real mode to seed', async () => {
    delete process.env.PUBLIC_URL;
    delete process.env.SMTP_URL;
    for (const args of [[], ['--scale', '500']]) {
      expect(await said(() => seed(args))).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^This database holds data that no demo made, /),
      });
    }
    expect(await rows('select * from demo_mark')).toEqual([]);
  });
});
