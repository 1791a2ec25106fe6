import type { DeliveryDeskQuery } from '../../../gql/graphql.ts';
import { DAY } from '../../../lib/dates.ts';

export type Delivery = DeliveryDeskQuery['supervisions']['nodes'][number];

export interface Section {
  id: 'over' | 'soon' | 'week' | 'later' | 'waiting';
  rows: readonly Delivery[];
}

/** Section of a delivery at `now`: the seller's own by time left, then those that wait for others. */
function sectionOf({ actsSide, dueAt }: Delivery, now: number): Section['id'] {
  if (actsSide !== 'SELLER') return 'waiting';
  const left = dueAt ? Date.parse(dueAt) - now : Number.POSITIVE_INFINITY;
  if (left < 0) return 'over';
  if (left < DAY) return 'soon';
  return left < 7 * DAY ? 'week' : 'later';
}

/** The queue in sections, each in the order of the rows; empty ones are left out. */
export function sectionsOf(rows: readonly Delivery[], now: number): Section[] {
  return (['over', 'soon', 'week', 'later', 'waiting'] as const).flatMap((id) => {
    const own = rows.filter((row) => sectionOf(row, now) === id);
    return own.length > 0 ? [{ id, rows: own }] : [];
  });
}
