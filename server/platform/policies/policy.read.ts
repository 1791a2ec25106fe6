import type { GraphqlContext } from '../graphql/context.ts';
import { PolicyValueEntity } from '../policy.ts';
import { ALL, NONE, pageRoot, type Reads, reads } from '../read/declare.ts';
import { valuesIn } from '../read/filters.ts';
import { sql } from '../read/sql.ts';
import { type PolicyType, PolicyValueType } from './policy.type.ts';

/** Every value that was ever set: the history of the rules. */
export const policyValueRead: Reads = reads(PolicyValueType, PolicyValueEntity, {
  id: 'pol',
  scope: { partner: NONE, seller: NONE, operator: ALL, customer: NONE, reporting: NONE },
  roles: ['operator'],
  fields: { value: (d) => sql`trim_scale(${d.value!})::text` },
  filters: {
    key: valuesIn(
      () => [String],
      'Of any of these policies.',
      (d, values) => sql`${d.key!} = any(${values}::text[])`,
    ),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: { policyValues: pageRoot('Values that operators have set, newest first.') },
});

/** All policies with the value in force now. */
export async function policiesInForce({ deps, viewer }: GraphqlContext): Promise<PolicyType[]> {
  const reader = deps.db.reader(viewer!, deps.clock);
  const rows = await reader
    .rows<{ key: string; value: string }>(sql`
      select distinct on (key) key, trim_scale(value)::text as value from policy_value
      where effective_from <= ${deps.clock.now()} order by key, effective_from desc, id desc`)
    .finally(() => reader.end());
  const set = new Map(rows.map((row) => [row.key, row.value]));
  return [...deps.domain.policies.values()].map((policy) => ({
    key: policy.key,
    unit: policy.unit,
    description: policy.description,
    default: String(policy.default),
    value: set.get(policy.key) ?? String(policy.default),
  }));
}
