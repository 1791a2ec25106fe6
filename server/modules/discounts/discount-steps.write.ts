import type { AnyCommand, Tx } from '../../platform/command/types.ts';
import { discountLife } from './discount.life.ts';

export const constraints = {
  exclusive_discount_open_name: { code: 'NAME_TAKEN', field: 'name' },
  exclusive_discount_line_slot: 'OVERLAPPING_PERIOD',
  exclusive_discount_one_successor: 'ALREADY_EXTENDED',
} as const;

/**
 * Wraps a command with a step that the system performs right after it: its review, or a start that is due.
 */
export const withSystemStep = (
  spec: AnyCommand,
  step: (tx: Tx, id: string) => Promise<void>,
): AnyCommand => ({
  ...spec,
  constraints,
  async run(tx, input) {
    const values = await spec.run(tx, input);
    await tx.asSystem('exclusive discounts', (system) =>
      step(system, values.exclusiveDiscount as string),
    );
    return values;
  },
});

export async function startIfDue(tx: Tx, id: string): Promise<void> {
  const row = await tx.get(discountLife, id);
  if (row.status === 'SCHEDULED' && row.validFrom <= tx.now)
    await tx.fire(discountLife, row, 'start');
}

export async function review(tx: Tx, id: string): Promise<void> {
  const row = await tx.get(discountLife, id);
  if (row.status === 'SYSTEM_REVIEW') await tx.fire(discountLife, row, 'pass');
}
