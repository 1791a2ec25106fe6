import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../db/aggregate.ts';
import { p } from '../db/columns.ts';
import { ALL, assignedTo } from '../db/parties.ts';
import { PAUSE_REASONS } from '../machine.ts';
import { sql } from '../sql/sql.ts';

/** Kinds of deadlines: calendar days, mainland working days, or a given instant. */
export const DEADLINE_KINDS = ['CALENDAR_DAYS', 'BUSINESS_DAYS', 'INSTANT'] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

export const ACTING_SIDES = ['PARTNER', 'SELLER', 'OPERATOR', 'CUSTOMER'] as const;
export type ActingSide = (typeof ACTING_SIDES)[number];

/** Partial-index condition: the sweeper and "my deadlines" read only running deadlines. */
const RUNNING = 'fired_at is null';

/**
 * Every deadline of the product. The row is authoritative; jobs that wake the sweeper are hints. The subject and the
 * tenants are plain ids, because the platform knows no module's tables.
 */
export const DeadlineEntity = aggregate({
  name: 'Deadline',
  parties: {
    partner: 'partnerId',
    rep: assignedTo('customerId'),
    seller: 'sellerId',
    customer: 'customerId',
    link: (d, subject) => sql`${d.subjectId} = ${subject}`,
    operator: ALL,
  },
  properties: {
    ...p.base(),
    subjectType: p.text(),
    subjectId: p.uuid(),
    event: p.text().nullable(),
    kind: p.word(DEADLINE_KINDS),
    dueAt: p.instant(),
    /** Of working days: the start, their number, and the newest holiday plan with which they were counted. */
    countedFrom: p.instant().nullable(),
    countedDays: p.integer().nullable(),
    countedPlan: p.integer().nullable(),
    onExpiry: p.text(),
    actsSide: p.word(ACTING_SIDES).nullable(),
    partnerId: p.uuid().nullable(),
    sellerId: p.uuid().nullable(),
    customerId: p.uuid().nullable(),
    amountMinor: p.bigint('bigint').nullable(),
    currency: p.currency(),
    label: p.text(),
    pausedSince: p.instant().nullable(),
    pauseReason: p.word(PAUSE_REASONS).nullable(),
    firedAt: p.instant().nullable(),
    attempts: p.integer().default(0),
    nextTryAt: p.instant().nullable(),
    lastError: p.text().nullable(),
  },
  checks: [
    {
      name: 'deadline_counted_whole',
      expression: `num_nonnulls(counted_from, counted_days, counted_plan) = case kind when 'BUSINESS_DAYS' then 3 else 0 end`,
    },
    {
      name: 'deadline_pause_has_reason',
      expression: '(paused_since is null) = (pause_reason is null)',
    },
  ],
  indexes: [
    {
      name: 'deadline_counted',
      expression: `create index deadline_counted on deadline (counted_plan, id) where ${RUNNING} and counted_plan is not null`,
    },
    {
      name: 'deadline_one_running',
      expression: `create unique index deadline_one_running on deadline (subject_type, subject_id, coalesce(event, label)) where ${RUNNING}`,
    },
    {
      name: 'deadline_due',
      expression: `create index deadline_due on deadline (due_at, id) where ${RUNNING}`,
    },
    // Most deadlines only remind. Those of a side that must act are few.
    {
      name: 'deadline_acting',
      expression: `create index deadline_acting on deadline (acts_side, due_at, id) where ${RUNNING} and acts_side is not null`,
    },
    // A home counts all deadlines of its organization; a customer has few.
    ...[
      ['partner', ' include (subject_type, event, seller_id, customer_id)'],
      ['seller', ' include (subject_type, event, partner_id, customer_id)'],
      ['customer', ''],
    ].flatMap(([side, counted]) => [
      {
        name: `deadline_of_${side}`,
        expression: `create index deadline_of_${side} on deadline (${side}_id, due_at, id)${counted} where ${RUNNING}`,
      },
      {
        name: `deadline_acting_of_${side}`,
        expression: `create index deadline_acting_of_${side} on deadline (${side}_id, acts_side, due_at, id) where ${RUNNING} and acts_side is not null`,
      },
    ]),
  ],
});
export type Deadline = InferEntity<typeof DeadlineEntity>;
