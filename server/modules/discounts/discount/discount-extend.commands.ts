import { calendar } from '../../../platform/calendar.ts';
import { DAY } from '../../../platform/clock.ts';
import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { discountLife } from './discount.life.ts';
import { maxDays } from './discount.policies.ts';
import { exclusiveDiscount } from './discount.read.ts';
import { NAME_MAX } from './discount-draft.write.ts';
import { inputOfLine, linesOf } from './discount-lines.write.ts';
import { constraints, createDraft, review } from './discount-steps.write.ts';

const UNTIL = / – \d{4}-\d{2}-\d{2}$/;

/** Returns the successor's name: names of open discounts are unique, so the last day is appended. */
function nameUntil(name: string, validUntil: Date): string {
  const until = ` – ${calendar.lastDay(validUntil)}`;
  return name.replace(UNTIL, '').slice(0, NAME_MAX - until.length) + until;
}

/** The end of a successor: twelve months with a leap day in them may be longer than a discount may be. */
async function monthsLater(tx: Tx, from: Date, months: number): Promise<Date> {
  const latest = from.getTime() + (await maxDays.value(tx, tx.now)) * DAY;
  return new Date(Math.min(calendar.addMonths(from, months).getTime(), latest));
}

/**
 * Extends a discount by a successor, because a granted discount never changes (domain §4.4). The successor
 * begins where it ends, has the same prices and goes through review.
 */
export const extend: AnyCommand = command({
  name: 'exclusiveDiscountExtend',
  description:
    'Extends a granted discount: submits a successor with the prices of its usable lines, from its end to a later one (续期).',
  roles: ['csp.owner', 'csp.manager', 'csp.rep'],
  fields: {
    id: field.id(
      () => exclusiveDiscount,
      'Global id of the discount, which must be SCHEDULED or EFFECTIVE.',
    ),
    version: field.version,
    validUntil: field.optional(
      field.instant('First instant after the price of the successor; instead of `months`.'),
    ),
    months: field.optional(
      field.integer(
        'Length of the successor in calendar months, from the end of the discount, at most the longest validity of a discount (延长月数); instead of `validUntil`.',
        { min: 1, max: 60 },
      ),
    ),
  },
  payload: { exclusiveDiscount: () => exclusiveDiscount },
  idempotent: true,
  constraints,
  async run(tx, { id, version, months, validUntil: given }) {
    if ((given === undefined) === (months === undefined))
      throw refuse('END_OR_MONTHS', 'validUntil');
    const row = await tx.get(discountLife, id, version);
    await tx.fire(discountLife, row, 'extend');
    const { customerId, productId, validUntil: validFrom, note } = row;
    const validUntil = given ?? (await monthsLater(tx, validFrom, months!));
    if (validUntil <= validFrom) throw refuse('NOT_LATER_THAN_END', 'validUntil');
    const usable = (await linesOf(tx, id)).filter(({ state }) => state !== 'UNUSABLE');
    const lines = usable.map(inputOfLine);
    const name = nameUntil(row.name, validUntil);
    const next = await createDraft(
      tx,
      { customerId, productId, name, lines, validFrom, validUntil, ...(note && { note }) },
      id,
    );
    await tx.fire(discountLife, await tx.get(discountLife, next.id), 'submit');
    await review(tx, next.id);
    return { exclusiveDiscount: next.id };
  },
});
