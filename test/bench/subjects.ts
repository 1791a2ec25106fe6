import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { uuidv7 } from '../../server/platform/ids.ts';
import { tokens } from '../../server/platform/secrets.ts';
import type { BenchCluster } from './database.ts';
import type { Subject } from './operations.ts';

const COUNT = 2_000;
const KEY_NAME = 'Bench';

/**
 * Bound customers of all partners that may grant discounts, in a fixed pseudo-random order. The compared servers know a
 * partner's own rows only, so a partner that also reads those of sub-distributors is left out.
 */
const PAIRS = `
  select b.partner_id as "partnerId", b.customer_id as "customerId", s.product_id as "productId", s.id as "specificationId"
  from (select x.*, row_number() over (order by md5(x.id::text)) as n from partner_binding x join partner p on p.id = x.partner_id
      where x.status = 'BOUND' and p.tier <> 'SUB_DISTRIBUTOR'
        and not exists (select from partner s where s.parent_id = p.id) order by md5(x.id::text) limit $1) b
    join (select f.*, row_number() over (order by f.id) - 1 as n, count(*) over () as total from specification f
      join product o on o.id = f.product_id where f.status = 'ON_SALE' and o.status = 'ON_SALE') s on s.n = b.n % s.total
  order by b.n`;

/**
 * Deletes the rows and keys of earlier runs. Triggers are off: foreign keys of tables with a million rows
 * would be checked for each row, and the audit refuses deletion.
 */
const CLEAN = `
  begin;
  set local session_replication_role = replica;
  delete from domain_event e using exclusive_discount d where d.id = e.subject_id and starts_with(d.name, 'bench ');
  delete from exclusive_discount_line l using exclusive_discount d where d.id = l.discount_id and starts_with(d.name, 'bench ');
  delete from exclusive_discount where starts_with(name, 'bench ');
  delete from idempotency_key where command = 'exclusiveDiscountCreate';
  delete from audit_entry where action = 'exclusiveDiscountCreate';
  delete from api_key where name = '${KEY_NAME}';
  commit;`;
/** Tables that the runs write to. */
const WRITTEN =
  'exclusive_discount, exclusive_discount_line, domain_event, idempotency_key, audit_entry, api_key';

/** Prepares a database for a run. Returns the rows for its requests, each with its partner's API key. */
export async function prepare(cluster: BenchCluster, database: string): Promise<Subject[]> {
  return await cluster.admin(database, async (client) => {
    await client.query(CLEAN);
    for (const file of ['discount-create.sql', 'postgraphile/functions.sql'])
      await client.query(readFileSync(new URL(file, import.meta.url), 'utf8'));
    const { rows: pairs } = await client.query<Omit<Subject, 'key'>>(PAIRS, [COUNT]);
    const keys = new Map<string, string>();
    for (const { partnerId } of pairs)
      if (!keys.has(partnerId)) keys.set(partnerId, await makeKey(client, partnerId));
    await client.query(`vacuum analyze ${WRITTEN}`);
    return pairs.map((pair) => ({ ...pair, key: keys.get(pair.partnerId)! }));
  });
}

/** Creates an API key with the rights of a partner's owner. */
async function makeKey(client: pg.Client, partnerId: string): Promise<string> {
  const prefix = randomBytes(4).toString('hex');
  const secret = tokens.create();
  await client.query(
    `insert into api_key (id, created_at, org_id, name, prefix, secret_hash, role, scopes)
      values ($1, now(), $2, $3, $4, $5, 'csp.owner', '{read,write}')`,
    [uuidv7(new Date()), partnerId, KEY_NAME, prefix, tokens.hash(secret)],
  );
  return `pg_live_${prefix}_${secret}`;
}

/** The largest partner's requests, for the growth series. */
export async function largestPartner(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    'select partner_id as id from partner_binding group by partner_id order by count(*) desc limit 1',
  );
  return rows[0]!.id;
}
