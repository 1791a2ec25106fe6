import type { Drill } from '../Figure.tsx';

/** Column of the list whose sum the report shows. */
export const SAVINGS = 'ui.discount.savings';

/** The granted discounts, as the report counts them. */
export const discountsOf = (search: Readonly<Record<string, string>>): Drill => ({
  to: '/discounts',
  may: 'ExclusiveDiscount',
  search: {
    status: 'SCHEDULED~EFFECTIVE~EXPIRED~REVOKED',
    origin: 'PARTNER',
    cols: 'name~customer~rate~NET_TOTAL~SAVINGS~ENDING~status',
    ...search,
  },
});
