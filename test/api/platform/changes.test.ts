import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isRecord } from '../../../server/platform/read/changes.ts';
import { type Sql, sql } from '../../../server/platform/sql/sql.ts';
import { type OlderDatabase, olderDatabase } from '../../kit/older-database.ts';
import { type Caller, type Organization, openWorld, type World } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

let world: World;
let acme: Organization;
let beta: Organization;
let manager: Caller;
let operator: Caller;

beforeAll(async () => {
  world = await openWorld('changes');
  acme = await partnerOf(world, '上海云衡');
  beta = await partnerOf(world, '北京云帆');
  manager = await world.member(acme, 'csp.manager');
  operator = await world.member(await world.organization('OPERATOR', '运营'), 'operator');
});
afterAll(() => world?.close());

const uuid = (id: string): string => id.slice(4);
const rename = (id: string, name: string): Sql =>
  sql`update customer set name = ${name} where id = ${uuid(id)}`;

const FOLLOW = `query Follow($first: Int, $after: String, $from: DateTime, $way: OrderDirection!) {
  customers(first: $first, after: $after, filter: { updatedWithin: { from: $from } }, orderBy: { field: UPDATED, direction: $way }) {
    nodes { id name updatedAt } pageInfo { hasNextPage endCursor } count { value } } }`;

interface Page {
  readonly nodes: readonly { readonly id: string; readonly updatedAt: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const page = async (by: Caller, variables: Record<string, unknown> = {}): Promise<Page> =>
  (await by.ask<{ customers: Page }>(FOLLOW, { way: 'ASC', ...variables })).customers;
const idsOf = ({ nodes }: Page): string[] => nodes.map(({ id }) => id);
const changeOf = async (by: Caller, id: string): Promise<string> =>
  (await by.ask(`{ customer(by: { id: "${id}" }) { updatedAt } }`)).customer.updatedAt;

/** A time after every change so far, and before every later one. */
async function moment(): Promise<string> {
  const [row] = await world.rows<{ at: Date }>(sql`
    select date_trunc('milliseconds', clock_timestamp()) + interval '1 ms' as at, pg_sleep(0.002)`);
  return new Date(row!.at).toISOString();
}

/** A transaction that has written and does not end before `finish`. */
async function unfinished(...statements: readonly Sql[]): Promise<() => Promise<void>> {
  const { promise: written, resolve: isWritten } = Promise.withResolvers<void>();
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const done = world.system(async (tx) => {
    for (const statement of statements) await tx.rows(statement);
    isWritten();
    await gate;
  });
  await Promise.race([written, done]);
  return async () => {
    open();
    await done;
  };
}

describe('the time of the latest change', () => {
  test('moves with every statement that changes the row, and with no other', async () => {
    const id = await customerOf(world, '一号客户', [acme]);
    const created = await changeOf(operator, id);
    await moment();
    await world.rows(rename(id, '一号客户'));
    expect(await changeOf(operator, id)).toBe(created);
    await world.rows(rename(id, '一号'));
    const renamed = await changeOf(operator, id);
    expect(renamed > created).toBe(true);
    expect((await changeOf(manager, id)) >= renamed).toBe(true);
  });

  test('does not move if only generated columns could differ', async () => {
    const times = () =>
      world.rows(
        sql`select updated_at from partner union all select updated_at from customer order by 1`,
      );
    await customerOf(world, '不变', [acme]);
    const before = await times();
    await world.rows(sql`update partner set name = name`);
    await world.rows(sql`update customer set name = name`);
    expect(await times()).toEqual(before);
  });

  test('takes no generated column for a change, in any table', async () => {
    const found = await world.rows<{ name: string; column: string; body: string }>(sql`
      select c.relname as name, a.attname as column, p.prosrc as body
      from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relnamespace = 'public'::regnamespace
      join pg_trigger t on t.tgrelid = c.oid and t.tgname = c.relname || '_updated'
      join pg_proc p on p.oid = t.tgfoid where a.attgenerated <> ''`);
    expect(found.length).toBeGreaterThanOrEqual(5);
    const wrong = found.filter(
      ({ column, body }) => !body.includes(`new.${column} := old.${column}`),
    );
    expect(wrong.map(({ name, column }) => `${name}.${column}`)).toEqual([]);
  });

  test('is set by the database in every table of records, and only there', async () => {
    const tables = new Set(
      [...world.domain.models.values()].flatMap(({ table, access }) =>
        isRecord(table) ? [table.table, ...(access ? [access.table.table] : [])] : [],
      ),
    );
    const found = await world.rows<{ name: string; standard: string; fires: string }>(sql`
      select c.relname as name, pg_get_expr(d.adbin, d.adrelid) as standard, p.prosrc as fires
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'updated_at'
      join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where t.tgname = c.relname || '_updated' and t.tgenabled = 'O' and c.relnamespace = 'public'::regnamespace`);
    expect(found.map(({ name }) => name).sort()).toEqual([...tables].sort());
    expect(new Set(found.map(({ standard }) => standard))).toEqual(new Set(['record_changed()']));
    for (const { fires } of found)
      expect(fires).toMatch(/new\.updated_at := (?:clock_timestamp|record_changed)\(\)/);
  });
});

describe('a customer, in the view of an organization,', () => {
  test('changes when its access changes', async () => {
    const id = await customerOf(world, '二号客户', [acme, beta]);
    const from = await moment();
    await world.rows(sql`update customer_access set level = 'FULL'
      where customer_id = ${uuid(id)} and org_id = ${acme.id}`);
    expect(idsOf(await page(manager, { from }))).toEqual([id]);
    const other = await world.member(beta, 'csp.manager');
    expect(idsOf(await page(other, { from }))).toEqual([]);
    expect(idsOf(await page(operator, { from }))).toEqual([]);
  });

  test('changes with every state of its binding, for that organization only', async () => {
    const id = await customerOf(world, '四号客户', [acme, beta]);
    const other = await world.member(beta, 'csp.manager');
    const from = await moment();
    await manager.mutate('partnerBindingPreRegister', { customerId: id });
    await moment();
    const registered = await page(manager, { from });
    expect(idsOf(registered)).toEqual([id]);
    await moment();
    const mail = 'he@example.com';
    await manager.mutate('partnerBindingInvite', { customerId: id, mail, type: 'ADVISORY' });
    await moment();
    const { endCursor: after } = registered.pageInfo;
    expect(idsOf(await page(manager, { from, after }))).toEqual([id]);
    expect(idsOf(await page(other, { from }))).toEqual([]);
  });

  test('does not tell at level NAME that hidden values changed', async () => {
    const id = await customerOf(world, '三号客户', [acme, beta]);
    const other = await world.member(beta, 'csp.manager');
    await world.rows(sql`update customer_access set level = 'FULL'
      where customer_id = ${uuid(id)} and org_id = ${acme.id}`);
    const from = await moment();
    await world.rows(sql`update customer set contact_phone = '13900000000' where id = ${uuid(id)}`);
    expect(idsOf(await page(manager, { from }))).toEqual([id]);
    expect(idsOf(await page(other, { from }))).toEqual([]);
    await world.rows(rename(id, '三号'));
    expect(idsOf(await page(other, { from }))).toEqual([id]);
  });
});

describe('a reader in the order of changes', () => {
  test('sees each change once more, and pages by cursor', async () => {
    const ids: string[] = [];
    const from = await moment();
    for (const name of ['甲', '乙', '丙']) ids.push(await customerOf(world, name, [acme]));
    await moment();
    const first = await page(manager, { from, first: 2 });
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    await world.rows(rename(ids[0]!, '甲方'));
    await moment();
    const second = await page(manager, { from, after: first.pageInfo.endCursor });
    expect(idsOf(second)).toEqual([ids[2], ids[0]]);
    expect(idsOf(await page(manager, { from, after: second.pageInfo.endCursor }))).toEqual([]);
  });

  test('waits for a change that is still being written, and misses none', async () => {
    const [slow, quick] = [
      await customerOf(world, '慢', [acme]),
      await customerOf(world, '快', [acme]),
    ];
    const from = await moment();
    const finish = await unfinished(rename(slow, '慢一点'));
    await world.rows(rename(quick, '快一点'));
    await moment();
    // The later change is committed, the earlier one is not.
    expect(idsOf(await page(manager, { from, way: 'DESC' }))).toEqual([quick]);
    const early = await page(manager, { from });
    expect(idsOf(early)).toEqual([]);
    await finish();
    expect(idsOf(await page(manager, { from, after: early.pageInfo.endCursor }))).toEqual([
      slow,
      quick,
    ]);
    expect((await changeOf(manager, slow)) <= (await changeOf(manager, quick))).toBe(true);
  });

  test('is not held back by a transaction that only reads', async () => {
    const from = await moment();
    const finish = await unfinished(sql`select count(*) from customer`);
    const id = await customerOf(world, '读者', [acme]);
    await moment();
    expect(idsOf(await page(manager, { from }))).toEqual([id]);
    await finish();
  });

  test('gets the same rows beside other lists of the operation', async () => {
    const id = await customerOf(world, '同行', [acme]);
    await moment();
    const { names, changed } = await manager.ask(`{
      names: customers(first: 1, filter: { ids: ["${id}"] }) { nodes { id updatedAt } }
      changed: customers(last: 1, orderBy: { field: UPDATED, direction: ASC }) { nodes { id updatedAt } } }`);
    expect(changed).toEqual(names);
  });
});

describe('an older database', () => {
  let older: OlderDatabase;
  beforeAll(async () => {
    older = await olderDatabase('0012-kept-states');
  });
  afterAll(() => older?.drop());

  test('gives stored rows the time of their latest event, and none in the future', async () => {
    const { client } = older;
    const organization = async (code: string, createdAt: string): Promise<string> => {
      const { rows } = await client.query(
        `insert into organization (id, created_at, kind, name, code, status, version)
         values (gen_random_uuid(), $2, 'PARTNER', $1, $1, 'ACTIVE', 1) returning id`,
        [code, createdAt],
      );
      return rows[0].id;
    };
    await organization('CREATED', '2025-01-02T03:04:05.678Z');
    const changed = await organization('CHANGED', '2025-01-02T03:04:05.678Z');
    await organization('AHEAD', '2099-01-01T00:00:00Z');
    await client.query(
      `insert into domain_event (id, created_at, subject_type, subject_id, event, to_state, subject_version, label, actor_name, actor_side, via, request_id)
       values (gen_random_uuid(), '2025-06-07T08:09:10.111Z', 'Organization', $1, 'suspend', 'SUSPENDED', 2, 'x', 'x', 'operator', 'PORTAL', 'x')`,
      [changed],
    );
    await older.migrate();
    const { rows } = await client.query(
      `select code, case when updated_at <= now() then updated_at end as at from organization order by code`,
    );
    expect(rows).toEqual([
      { code: 'AHEAD', at: expect.any(Date) },
      { code: 'CHANGED', at: new Date('2025-06-07T08:09:10.111Z') },
      { code: 'CREATED', at: new Date('2025-01-02T03:04:05.678Z') },
    ]);
  });
});
