import { calendar } from '../calendar.ts';
import { DAY } from '../clock.ts';
import { aggregate } from '../db/aggregate.ts';
import { p } from '../db/columns.ts';
import { ALL } from '../db/parties.ts';
import { NOW, settingPolicies } from '../db/tenancy.ts';
import type { Rows } from '../db/transaction.ts';
import { trigger } from '../db/triggers.ts';
import { type Sql, sql } from '../sql/sql.ts';

export type PolicyUnit =
  | 'MINUTES'
  | 'HOURS'
  | 'DAYS'
  | 'WORKING_DAYS'
  | 'MONTHS'
  | 'DAY_OF_MONTH'
  | 'COUNT'
  | 'PERCENT'
  | 'FEN'
  | 'RATE'
  | 'FLAG';

/** A number of the business rules that a site may set: named, with a default, effective-dated and audited. */
interface PolicySpec {
  readonly key: string;
  readonly unit: PolicyUnit;
  readonly default: number;
  readonly description: string;
}

export interface Policy extends PolicySpec {
  /** The value in force now as SQL, for guards and fields; a whole number or a rate. */
  readonly sql: Sql;
  value(tx: Rows, at: Date): Promise<number>;
  /** The instant that is the policy's number of days, or of working days, ahead of now. */
  ahead(tx: Rows & { readonly now: Date }): Promise<Date>;
}

/** Declares a policy. The module lists it, and the operator may then set it. */
export const definePolicy = (policy: PolicySpec): Policy => ({
  ...policy,
  async ahead(tx) {
    const days = await this.value(tx, tx.now);
    if (policy.unit === 'WORKING_DAYS') return calendar.addWorkingDays(tx.now, days);
    if (policy.unit === 'DAYS') return new Date(tx.now.getTime() + days * DAY);
    throw new Error(`${policy.key} is no number of days`);
  },
  sql: sql`coalesce((select value from policy_value where key = ${sql.literal(policy.key)} and effective_from <= ${sql.raw(NOW)}
    order by effective_from desc, id desc limit 1), ${sql.raw(String(policy.default))})`,
  async value(tx, at) {
    const [row] = await tx.rows<{ value: string }>(
      sql`select value from policy_value where key = ${policy.key} and effective_from <= ${at} order by effective_from desc, id desc limit 1`,
    );
    return row ? Number(row.value) : policy.default;
  },
});

/**
 * Values that the operator has set. The table is append-only: a correction is a new row. A policy without a row in
 * force has its default.
 */
export const PolicyValueEntity = aggregate({
  name: 'PolicyValue',
  parties: { operator: { also: ALL, roles: ['operator'] } },
  properties: {
    ...p.base(),
    key: p.text(),
    value: p.decimal('string').precision(18).scale(6),
    effectiveFrom: p.instant(),
    setBy: p.text(),
    reason: p.text(),
  },
  indexes: [{ properties: ['key', 'effectiveFrom', 'id'] }, { properties: ['createdAt', 'id'] }],
  triggers: trigger.appendOnly('policy_value', 'policy values'),
  rowLevelSecurity: 'force',
  // Commands of every tenant read the values; only operators set them.
  policies: settingPolicies(),
});
