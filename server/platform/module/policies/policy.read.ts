import { NOW } from '../../db/tenancy.ts';
import { type Reads, reads, type ValueRoot } from '../../read/declare.ts';
import { filter } from '../../read/filters.ts';
import { PolicyValueEntity } from '../../rules/policy.ts';
import { sql } from '../../sql/sql.ts';
import { PolicyType, PolicyValueType } from './policy.type.ts';

/** All values that operators have set, including past ones. */
export const policyValueRead: Reads = reads(PolicyValueType, PolicyValueEntity, {
  id: 'pol',
  unfollowed: 'Values never change.',
  fields: { value: (d) => sql`trim_scale(${d.value})::text` },
  filters: {
    key: filter.values('key', () => [String], 'Keys of the policies to include.'),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: { policyValues: { page: 'Values that operators have set, newest first.' } },
});

/** All policies with their current values. */
export const policiesRoot: ValueRoot = {
  name: 'policies',
  description: 'Policy numbers with their values in force.',
  type: () => [PolicyType],
  roles: ['operator'],
  value: (_v, _role, { policies }) => {
    const rows = [...policies.values()].map(
      (policy, i) =>
        sql`(${sql.raw(String(i))}, ${sql.literal(policy.key)}, ${sql.literal(policy.unit)}, ${sql.literal(policy.description)}, ${sql.literal(String(policy.default))})`,
    );
    const inForce = sql`select trim_scale(v.value)::text from policy_value v
      where v.key = p.key and v.effective_from <= ${sql.raw(NOW)} order by v.effective_from desc, v.id desc limit 1`;
    const one = sql`select p.key, p.unit, p.description, p."default", coalesce((${inForce}), p."default") as value`;
    return sql`(select json_agg((select row_to_json(o) from (${one}) o) order by p.n)
      from (values ${sql.join(rows, ', ')}) p (n, key, unit, description, "default"))`;
  },
};
