import Sequencer from '@jest/test-sequencer';

/**
 * The files that take longest, the longest first. Jest knows durations only from earlier runs on the same machine; without
 * them a long file may start last, while the other workers have nothing left to do.
 */
const LONGEST = [
  'journeys/round-trips',
  'journeys/pages',
  'policy/matrix',
  'architecture/start',
  'architecture/real-mode',
  'journeys/exports',
  'policy/planned',
  'api/platform/resiliency',
  'policy/plans',
  'journeys/first-deal',
  'api/seeds/demo-history',
  'portal/lists/sums',
  'journeys/rough',
  'architecture/new-module',
  'portal/customers/customer',
  'architecture/start-dev',
  'journeys/list',
  'journeys/weight',
  'portal/invoices/invoice',
  'api/platform/kill',
  'api/seeds/scale',
  'portal/reporting/reports',
  'portal/home/figures',
  'journeys/import',
  'journeys/pickers',
  'journeys/notifications',
  'api/platform/worker-kill',
  'architecture/launcher',
  'api/integrations/resiliency',
  'api/seeds/bill-states',
  'api/integrations/notification-resiliency',
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
