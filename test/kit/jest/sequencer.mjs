import Sequencer from '@jest/test-sequencer';

/**
 * The files that take longest, the longest first. Jest knows durations only from earlier runs on the same machine; without
 * them a long file may start last, while the other workers have nothing left to do.
 */
const LONGEST = [
  'journeys/round-trips.long',
  'policy/matrix',
  'journeys/pages',
  'architecture/start',
  'architecture/start.long',
  'policy/plans.long',
  'journeys/import',
  'api/platform/kill',
  'architecture/start-dev.long',
  'api/platform/resiliency',
  'policy/planned',
  'portal/reporting/reports',
  'architecture/real-mode',
  'journeys/list',
  'journeys/first-deal',
  'api/seeds/demo-history',
  'portal/invoices/invoice',
  'journeys/list-states',
  'portal/home/figures',
  'journeys/pickers',
  'journeys/weight',
  'policy/search',
  'policy/totals',
  'portal/lists/sums.long',
  'journeys/exports',
  'journeys/rough',
  'architecture/new-module.long',
  'portal/customers/customer',
  'api/seeds/scale',
  'journeys/notifications',
  'architecture/launcher',
];

const place = ({ path }) => {
  const found = LONGEST.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
  return found === -1 ? LONGEST.length : found;
};

/** Starts the longest files first and keeps Jest's order of the others. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => place(a) - place(b));
  }
}
