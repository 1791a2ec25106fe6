import { command } from '../../command/command.ts';
import { field } from '../../command/input.ts';
import { tracked } from '../../command/tracked.ts';
import type { AnyCommand } from '../../command/types.ts';
import { refuse } from '../../errors.ts';
import { type Policy, PolicyValueEntity } from '../../rules/policy.ts';
import { policyValueRead } from './policy.read.ts';

/**
 * Largest value by unit: ten years, the minutes of a day, a day that every month has. Larger values make invalid
 * dates or endless loops over days.
 */
const LARGEST: Readonly<Record<Exclude<Policy['unit'], 'RATE' | 'FLAG'>, number>> = {
  MINUTES: 1_440,
  HOURS: 87_600,
  DAYS: 3_650,
  WORKING_DAYS: 2_500,
  MONTHS: 120,
  COUNT: 1_000_000,
  PERCENT: 10_000,
  FEN: 100_000_000,
  DAY_OF_MONTH: 28,
};

const VALUE = tracked.fields<{ readonly value: number }>({
  value: tracked.text(['operator'], ({ value }) => value),
});

/** Whether a number is valid in the unit: flags are 0 or 1, rates are at most 1, all others are integers. */
function fits(unit: Policy['unit'], value: string): boolean {
  if (unit === 'RATE') return /^(0(\.\d{1,6})?|1(\.0{1,6})?)$/.test(value) && Number(value) > 0;
  if (unit === 'FLAG') return value === '0' || value === '1';
  return /^[1-9]\d{0,8}$/.test(value) && Number(value) <= LARGEST[unit];
}

const policySet = command({
  name: 'policySet',
  description:
    'Sets a policy number from an instant on. Running deadlines keep the number with which they began.',
  roles: ['operator'],
  fields: {
    key: field.text('Key of the policy.', { max: 80 }),
    value: field.decimal('Value, in the unit of the policy.'),
    effectiveFrom: field.optional(
      field.instant('Time from which the value applies; by default now. Not in the past.'),
    ),
    reason: field.text('Reason; recorded in the audit.', { max: 500 }),
  },
  payload: { policyValue: () => policyValueRead },
  idempotent: true,
  freshProof: true,
  async run(tx, input) {
    const policy = tx.domain.policies.get(input.key);
    if (!policy) throw refuse('NOT_FOUND', 'key');
    if (!fits(policy.unit, input.value)) throw refuse('OUT_OF_RANGE', 'value');
    const effectiveFrom = input.effectiveFrom ?? tx.now;
    if (effectiveFrom < tx.now) throw refuse('IN_THE_PAST', 'effectiveFrom');
    const former = tracked.values(VALUE, { value: await policy.value(tx, effectiveFrom) });
    const id = tx.newId();
    tx.insert(PolicyValueEntity, {
      id,
      createdAt: tx.now,
      key: policy.key,
      value: input.value,
      effectiveFrom,
      setBy: tx.viewer.actorName,
      reason: input.reason,
    });
    tx.audit({
      action: 'policySet',
      subjectType: 'PolicyValue',
      subjectId: id,
      detail: {
        key: policy.key,
        value: input.value,
        reason: input.reason,
        ...tracked.detail(tracked.since(VALUE, former, { value: Number(input.value) })),
      },
    });
    return { policyValue: id };
  },
});

export const policyCommands: readonly AnyCommand[] = [policySet];
