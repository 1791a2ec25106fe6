import { describe, expect, it } from '@jest/globals';
import { shopPlan } from '../../../../test/kit/shop.ts';
import { sql, type Template } from '../../sql/sql.ts';
import { flatOf } from './flat.ts';
import type { ViewerTraits } from './plan.ts';
import { printFlat, printPlan } from './print.ts';

const ID = '0193a8c0-0000-7000-8000-000000000001';
const printed = (source: string, role: ViewerTraits['role'] = 'csp.owner'): Template =>
  sql.template(printPlan(shopPlan(source, {}, role).plan, { role }));
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

describe('the statement of a plan', () => {
  it('returns one row with one text, and has the scope in each WHERE', () => {
    const { text, holes } = printed(
      '{ customers(first: 2) { nodes { id name newest { number } } } }',
    );
    expect(oneLine(text)).toBe(
      `select '{"customers":' || (select '{"nodes":[' || coalesce(string_agg(r.n0, ','), '') || ']}' from (select '{"id":"cus_' || (t0."id")::text || '","name":' || to_json((t0."name")::text)::text || ',"newest":' || coalesce((select '{"number":' || (t1."number")::text || '}' from "order" t1 where (t1."id" = t0."newest_id") and (t1."seller_id" = $1::uuid)), 'null') || '}' as n0 from "customer" t0 where (t0."partner_id" = $1::uuid) order by t0."name" asc, t0."id" asc limit 2) r having true) || '}' as data`,
    );
    expect(holes).toEqual([{ viewer: 'tenantId' }]);
  });

  it('drives a page from access rows of the tenant, as far as they copy the columns', () => {
    const AFTER = Buffer.from(JSON.stringify(['NAME', 'x', ID])).toString('base64url');
    const source = `{ customers(first: 2, after: "${AFTER}") { nodes { name note } } }`;
    const { text } = printed(source, 'seller.manager');
    expect(oneLine(text)).toContain(
      `select '{"name":' || to_json((t0a."customer_name")::text)::text || ',"note":' || coalesce(to_json((t0."note")::text)::text, 'null') || '}' as n0 from "customer_access" t0a join "customer" t0 on t0."id" = t0a."customer_id" where (t0a."org_id" = $1::uuid) and (t0a."level" > 0) and ((t0a."customer_name", t0a."customer_id") > ($2::text, $3::uuid)) order by t0a."customer_name" asc, t0a."customer_id" asc limit 2`,
    );
    expect(printed(source, 'operator').text).toContain('order by t0."name" asc');
    const counts = printed('{ customers(first: 1) { count { value } } }', 'seller.manager');
    expect(oneLine(counts.text)).toContain(
      'from (select 1 from "customer_access" t0a where (t0a."org_id" = $1::uuid) and (t0a."level" > 0) limit 10001) c) k',
    );
  });

  it('reads only the access rows if they have all selected columns', () => {
    const { text } = printed('{ customers(first: 2) { nodes { id name } } }', 'seller.manager');
    expect(oneLine(text)).toContain(
      `select '{"id":"cus_' || (t0a."customer_id")::text || '","name":' || to_json((t0a."customer_name")::text)::text || '}' as n0 from "customer_access" t0a where (t0a."org_id" = $1::uuid) and (t0a."level" > 0) order by t0a."customer_name" asc, t0a."customer_id" asc limit 2`,
    );
    const found = printed(`{ customer(by: { id: "cus_${ID}" }) { name } }`, 'seller.manager');
    expect(oneLine(found.text)).toContain(
      'from "customer_access" t0a where (t0a."customer_id" = $1::uuid) and',
    );
  });

  it('sums a list in its scope beside its rows, and sums nothing that the role may not read', () => {
    const source = '{ orders(first: 2) { totals { paid { amount } margin { amount } } } }';
    const sums = (role: ViewerTraits['role']): string => oneLine(printed(source, role).text);
    expect(sums('csp.owner')).toBe(
      `select '{"orders":{"totals":' || (select '{"paid":' || coalesce((case when (s."paid") is not null then '{"amount":"' || ((s."paid")::bigint * 0.01)::text || '"}' end), 'null') || ',"margin":' || coalesce((case when (s."margin") is not null then '{"amount":"' || ((s."margin")::bigint * 0.01)::text || '"}' end), 'null') || '}' from (select coalesce(sum(t0."paid_minor"), 0) as "paid", null::numeric as "margin" from "order" t0 where (t0."seller_id" = $1::uuid)) s) || '}}' as data`,
    );
    expect(sums('operator')).toContain(
      'coalesce(sum(t0."paid_minor" - t0."cost_minor"), 0) as "margin" from "order" t0 where true',
    );
  });

  it('ties the sums of a nested list to its parent', () => {
    const { text } = printed(
      '{ customers(first: 2) { nodes { orders(first: 1) { totals { t: __typename paid { amount } } } } } }',
    );
    expect(oneLine(text)).toMatch(
      /from \(select coalesce\(sum\((t\d)\."paid_minor"\), 0\) as "paid" from "order" \1 where \(\1\."customer_id" = t\d\."id"\) and \(\1\."seller_id" = \$1::uuid\)\) s/,
    );
  });

  it('joins the objects of a report to its groups, and never looks them up group by group', () => {
    const { text } = printed(
      '{ orderReport(groupBy: [customer], first: 500) { rows { customer { name } } isComplete } }',
    );
    expect(oneLine(text)).toContain(
      `'{"customer":' || coalesce(t2j.v, 'null') || '}', ',' order by t1.n)`,
    );
    expect(oneLine(text)).toContain(
      `limit 501) g) t1 left join lateral (select '{"name":' || to_json((t2."name")::text)::text || '}' from "customer" t2 where (t2."id" = t1."customer") and (t2."partner_id" = $1::uuid)) t2j(v) on true having true)`,
    );
  });

  it('looks up the used columns of a chosen row once, and checks its scope outside the choice', () => {
    const { text } = printed('{ customers(first: 1) { nodes { best { number } } } }');
    expect(oneLine(text)).toContain(
      `from (select c."seller_id", c."number" from "order" c where c."customer_id" = t0."id" order by c."number" desc limit 1) t1 where (t1."seller_id" = $1::uuid)), 'null')`,
    );
  });

  it('builds only the selected parts of a value root', () => {
    const { text, holes } = printed('{ me { name } }');
    expect(oneLine(text)).toContain('(select row_to_json(o) from (select $1::text as "name") o)');
    expect(holes).toEqual([{ viewer: 'actorName' }]);
  });

  it('reads one extra row only if the client selects hasNextPage', () => {
    expect(printed('{ orders(first: 7) { nodes { id } } }').text).toContain('limit 7)');
    const more = printed('{ orders(first: 7) { nodes { id } pageInfo { hasNextPage } } }').text;
    expect(more).toContain('limit 8)');
    expect(more).toContain('filter (where r.n <= 7)');
  });

  it('reads the end of a list backwards and reverses it', () => {
    const { text } = printed('{ orders(last: 3) { nodes { id } pageInfo { endCursor } } }');
    expect(text).toContain('order by t0."created_at" asc, t0."id" asc limit 3');
    expect(text).toContain(`string_agg(r.n0, ',' order by r.n desc)`);
    expect(text).toContain('array_agg(r.k0 order by r.n desc)');
  });

  it('names a table that a side never sees only with a false condition', () => {
    const { text } = printed(
      '{ orders(first: 1) { nodes { id } count { value } } }',
      'seller.manager',
    );
    expect(text).toContain('from "order" t1 where (false)');
    expect(text).toContain('select 0 as value');
  });

  it('counts without reading a row if only the count is selected', () => {
    const { text } = printed('{ orders(first: 1) { count { value isExact } } }');
    expect(text).not.toContain('string_agg');
    expect(text).toContain('limit 10001');
  });

  it('contains no client text: keys are quoted, all other text is a parameter', () => {
    const { text, holes } = printed(`{ customer(by: { name: "x'; drop table customer" }) { id } }`);
    expect(text).not.toContain('drop');
    expect(holes).toContainEqual({ arg: 's0' });
  });

  it('refuses more tables than PostgreSQL plans quickly', () => {
    const many = Array.from({ length: 25 }, (_, i) => `a${i}: orders(first: 1) { nodes { id } }`);
    expect(() => printed(`{ ${many.join(' ')} }`)).toThrow('too many tables');
  });

  it('returns one object a row for a long flat list', () => {
    const { plan } = shopPlan(
      '{ orders(first: 500) { nodes { id number __typename } pageInfo { endCursor } } }',
    );
    const { text } = sql.template(printFlat(flatOf(plan)!, { role: 'csp.owner' }));
    expect(oneLine(text)).toBe(
      `select '{"id":"ord_' || (t0."id")::text || '","number":' || (t0."number")::text || ',"__typename":"Order"}', to_char((t0."created_at") at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), (t0."id")::text from "order" t0 where (t0."seller_id" = $1::uuid) order by t0."created_at" desc, t0."id" desc limit 500`,
    );
  });
});
