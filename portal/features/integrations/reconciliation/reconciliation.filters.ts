import { lazyComponent } from '../../../lib/lazy.tsx';
import { filter, view } from '../../../list/define.ts';
import { CLASSES } from './classes.ts';

const STATES = ['OPEN', 'RESOLVED'] as const;
/** Differences of other classes are no charges. */
const charges = { differenceClass: CLASSES } as const;

export const filters = {
  status: filter.choice('ui.status', 'DifferenceStatus', STATES, { quiet: true }),
  differenceClass: filter.choice('ui.difference.class', 'DifferenceClass', CLASSES, {
    quiet: true,
  }),
  customerId: filter.record('ui.customer', 'customer'),
};

export const views = [
  view('open', 'ui.reconciliation.open', { ...charges, status: ['OPEN'] }),
  view('resolved', 'ui.reconciliation.resolved', { ...charges, status: ['RESOLVED'] }),
  view('all', 'ui.all', charges),
];

/** The classes of the filtered charges. */
export const facets = {
  filter: 'differenceClass',
  when: {},
  of: lazyComponent(() => import('./ReconciliationFacets.tsx'), 'ReconciliationFacets'),
} as const;
