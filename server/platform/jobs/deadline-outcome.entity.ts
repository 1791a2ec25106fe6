import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../db/aggregate.ts';
import { p } from '../db/columns.ts';
import { ALL, assignedTo } from '../db/parties.ts';
import { ACTING_SIDES, DEADLINE_KINDS } from './deadline.entity.ts';

/** How a deadline ended for the side that had to act. */
export const DEADLINE_OUTCOMES = ['IN_TIME', 'LATE', 'LAPSED', 'WITHDRAWN'] as const;

/**
 * Every ended deadline that a side had to meet. The running ones are in `deadline`, which keeps no trace of an answer
 * in time.
 */
export const DeadlineOutcomeEntity = aggregate({
  name: 'DeadlineOutcome',
  parties: {
    partner: 'partnerId',
    rep: assignedTo('customerId'),
    seller: 'sellerId',
    customer: 'customerId',
    operator: ALL,
    reporting: ALL,
  },
  properties: {
    ...p.base(),
    subjectType: p.text(),
    subjectId: p.uuid(),
    event: p.text().nullable(),
    kind: p.word(DEADLINE_KINDS),
    actsSide: p.word(ACTING_SIDES),
    partnerId: p.uuid().nullable(),
    sellerId: p.uuid().nullable(),
    customerId: p.uuid().nullable(),
    label: p.text(),
    startedAt: p.instant(),
    dueAt: p.instant(),
    onExpiry: p.text(),
    outcome: p.word(DEADLINE_OUTCOMES),
    endedAt: p.instant(),
  },
  indexes: [
    {
      // A late answer looks for the expiry of its object.
      name: 'deadline_outcome_lapsed',
      expression: `create index deadline_outcome_lapsed on deadline_outcome (subject_id) where outcome = 'LAPSED'`,
    },
    { name: 'deadline_outcome_by_due', properties: ['dueAt', 'id'] },
    { name: 'deadline_outcome_of_partner', properties: ['partnerId', 'dueAt', 'id'] },
    { name: 'deadline_outcome_of_seller', properties: ['sellerId', 'dueAt', 'id'] },
    { name: 'deadline_outcome_of_customer', properties: ['customerId', 'dueAt', 'id'] },
  ],
});
export type DeadlineOutcome = InferEntity<typeof DeadlineOutcomeEntity>;
