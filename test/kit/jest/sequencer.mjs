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
  'api/platform/kill',
  'journeys/list',
  'journeys/import',
  'architecture/start-dev.long',
  'api/platform/resiliency',
  'policy/planned',
  'portal/reporting/reports',
  'architecture/real-mode',
  'api/seeds/demo-history',
  'portal/invoices/invoice',
  'portal/home/figures',
  'journeys/exports',
  'journeys/first-deal',
  'journeys/rough',
  'journeys/list-states',
  'journeys/many-rows',
  'policy/search',
  'policy/totals',
  'portal/lists/sums.long',
  'architecture/new-module.long',
  'portal/customers/customer',
  'api/seeds/scale',
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
