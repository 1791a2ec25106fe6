import { beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { AS_OWNER } from '../../server/platform/db/log-ins.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { testWorld } from '../kit/test-world.ts';
import type { Caller, Organization } from '../kit/world.ts';

const world = testWorld('copies');
let acme: Organization;
let beta: Organization;
let owner: Caller;
let id: string;

beforeAll(async () => {
  acme = await partnerOf(world, '上海云衡');
  beta = await partnerOf(world, '北京汇川');
  owner = await world.member(beta, 'csp.owner');
  const facts = { nameKey: '云启科技 yunqikeji yqkj', cloudAccount: 'yunqi' };
  id = (await customerOf(world, '云启科技', [acme], facts)).slice('cus_'.length);
});

interface Copies {
  readonly name: string;
  readonly key: string;
  readonly at: Date;
}

const copiesOf = async (org: Organization): Promise<Copies> => {
  const [row] = await world.rows<Copies>(sql`
    select customer_name as name, customer_search_key as key, customer_created_at as at
    from customer_access where customer_id = ${id} and org_id = ${org.id}`);
  return row!;
};
const asBeta = (statement: ReturnType<typeof sql>): Promise<unknown[]> =>
  world.deps.db.transaction(owner.viewer, (tx) => tx.rows(statement));

describe('the customer’s columns in an access row', () => {
  it('are correct even if the writer cannot see the customer and sends other values', async () => {
    expect(await asBeta(sql`select 1 from customer where id = ${id}`)).toEqual([]);
    await asBeta(sql`
      insert into customer_access (customer_id, org_id, level, since, tags, customer_created_at, customer_name, customer_search_key)
      values (${id}, ${beta.id}, 'NAME', ${world.clock.now()}, '{}', '2001-01-01', 'wrong', 'wrong')`);
    const known = await copiesOf(acme);
    expect(known).toMatchObject({ name: '云启科技', key: '云启科技 yunqikeji yqkj' });
    expect(await copiesOf(beta)).toEqual(known);
    await asBeta(sql`
      update customer_access set customer_created_at = '2001-01-01', customer_name = 'wrong', customer_search_key = 'wrong'
      where org_id = ${beta.id}`);
    expect(await copiesOf(beta)).toEqual(known);
  });

  it('contain the account while the organization may read it', async () => {
    const level = (value: string) =>
      asBeta(sql`update customer_access set level = ${value} where org_id = ${beta.id}`);
    await level('FULL');
    expect((await copiesOf(beta)).key).toBe('云启科技 yunqikeji yqkj yunqi');
    expect((await copiesOf(acme)).key).toBe('云启科技 yunqikeji yqkj');
    await level('NAME');
    expect((await copiesOf(beta)).key).toBe('云启科技 yunqikeji yqkj');
  });

  it('follow the customer in the rows of all organizations', async () => {
    await world.rows(sql`update customer_access set level = 'FULL' where org_id = ${acme.id}`);
    await world.rows(sql`
      update customer set name = '云启集团', name_key = '云启集团 yunqijituan yqjt', cloud_account = 'group',
        created_at = created_at - interval '1 day' where id = ${id}`);
    const name = '云启集团';
    const key = '云启集团 yunqijituan yqjt';
    expect(await copiesOf(acme)).toMatchObject({ name, key: `${key} group` });
    expect(await copiesOf(beta)).toMatchObject({ name, key });
    const differing = await world.rows(sql`
      select 1 from customer_access a join customer c on c.id = a.customer_id
      where (a.customer_created_at, a.customer_name) <> (c.created_at, c.name)`);
    expect(differing).toEqual([]);
  });
});

const statesOf = async (org: Organization) => {
  const [row] = await world.rows(sql`
    select c.status as anywhere, a.status, a.binding_type as type
    from customer c join customer_access a on a.customer_id = c.id where c.id = ${id} and a.org_id = ${org.id}`);
  return row;
};

async function invited(org: Organization): Promise<string> {
  const [row] = await world.rows<{ id: string }>(sql`
    insert into partner_binding (id, created_at, partner_id, customer_id, status, type, invite_mail, invited_at, due_at, version)
    values (gen_random_uuid(), ${world.clock.now()}, ${org.id}, ${id}, 'INVITED', 'AGENCY', 'he@example.com', ${world.clock.now()}, ${world.clock.now()}, 1)
    returning id`);
  return row!.id;
}
const expire = (binding: string) =>
  `update partner_binding set status = 'EXPIRED', due_at = null where id = '${binding}'`;

describe('the state of the binding', () => {
  it('is correct even if the writer sends another one', async () => {
    const forged = sql`update customer_access set status = 'BOUND', binding_type = 'AGENCY' where org_id = ${beta.id}`;
    await asBeta(forged);
    await world.rows(
      sql`update customer set status = 'BOUND', binding_type = 'AGENCY' where id = ${id}`,
    );
    expect(await statesOf(beta)).toEqual({ anywhere: 'PROSPECT', status: 'PROSPECT', type: null });
  });

  it('follows the binding of the organization, and not that of another one', async () => {
    const binding = await invited(acme);
    const state = { anywhere: 'INVITED', status: 'INVITED', type: 'AGENCY' };
    expect(await statesOf(acme)).toEqual(state);
    expect(await statesOf(beta)).toEqual({ ...state, status: 'PROSPECT', type: null });
    await world.rows(sql`delete from partner_binding where id = ${binding}`);
    expect(await statesOf(acme)).toEqual({ anywhere: 'PROSPECT', status: 'PROSPECT', type: null });
  });

  it('is no change of the customer for another organization', async () => {
    await world.rows(sql`update customer_access set level = 'FULL' where org_id = ${acme.id}`);
    const changedAt = () =>
      world.rows(sql`select updated_at from customer_access where org_id = ${acme.id}`);
    const before = await changedAt();
    const binding = await invited(beta);
    await world.rows(sql`delete from partner_binding where id = ${binding}`);
    expect(await changedAt()).toEqual(before);
    await world.rows(sql`update customer set country = 'CN' where id = ${id}`);
    expect(await changedAt()).not.toEqual(before);
  });

  it('is correct after two partners’ bindings change at once', async () => {
    const bindings = [await invited(acme), await invited(beta)];
    const [first, second] = bindings.map(
      () => new pg.Client({ connectionString: world.db.ownerUrl, options: AS_OWNER }),
    ) as [pg.Client, pg.Client];
    try {
      for (const client of [first, second]) await client.connect();
      for (const client of [first, second]) await client.query('begin');
      await first.query(expire(bindings[0]!));
      const { rows } = await second.query('select pg_backend_pid() as pid');
      let isDone = false;
      const other = second.query(expire(bindings[1]!)).then(() => {
        isDone = true;
      });
      const waits = sql`select 1 from pg_locks where pid = ${rows[0].pid} and not granted`;
      while (!isDone && (await world.rows(waits)).length === 0);
      await first.query('commit');
      await other;
      await second.query('commit');
    } finally {
      for (const client of [first, second]) await client.end();
    }
    expect(await statesOf(acme)).toEqual({
      anywhere: 'EXPIRED',
      status: 'EXPIRED',
      type: 'AGENCY',
    });
  });
});
