import type { Tx } from '../../../platform/command/types.ts';
import type { ExclusiveDiscount } from './discount.entity.ts';
import { discountLife } from './discount.life.ts';
import { type DraftInput, draft } from './discount-draft.write.ts';

export const constraints = {
  exclusive_discount_open_name: { code: 'NAME_TAKEN', field: 'name' },
  exclusive_discount_line_slot: 'OVERLAPPING_PERIOD',
  exclusive_discount_one_successor: 'ALREADY_EXTENDED',
} as const;

/** Creates a draft with its lines; `predecessorId`: the discount that it extends. The viewer must see customer and product. */
export async function createDraft(
  tx: Tx,
  input: DraftInput & { readonly customerId: string; readonly productId: string },
  predecessorId: string | null = null,
): Promise<ExclusiveDiscount> {
  const { facts, write } = await draft(tx, input);
  const row = await tx.begin(discountLife, { ...facts, predecessorId }, 'create');
  write(row);
  return row;
}

/** The system's review of a submitted discount. */
export const review = (tx: Tx, id: string): Promise<void> =>
  tx.asSystem('exclusive discounts', async (system) => {
    const row = await system.get(discountLife, id);
    if (row.status === 'SYSTEM_REVIEW') await system.fire(discountLife, row, 'pass');
  });

/** The start of an approved discount whose time has come. */
export const startIfDue = (tx: Tx, id: string): Promise<void> =>
  tx.asSystem('exclusive discounts', async (system) => {
    const row = await system.get(discountLife, id);
    if (row.status === 'SCHEDULED' && row.validFrom <= system.now)
      await system.fire(discountLife, row, 'start');
  });
