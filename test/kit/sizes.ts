/**
 * `npm test` tries every rule and opens every page once; `npm run test:long` adds the full tables and figures. Files
 * `*.long.test.ts` run only there.
 */
export const LONG = process.env.TEST_LONG === '1';

const size = (small: number, long: number): number => (LONG ? long : small);

/** Sizes of all suites. */
export const sizes = {
  /** Foreign ids tried per root field and role, besides one positive control. */
  foreignIds: size(1, 25),
  /** Whether the callers of a side share filters by ids, lists of keys and deep selections: one of them tries each. */
  matrixShares: !LONG,
  /** Levels of objects in the selections of the tenant matrix. */
  matrixDepth: size(2, 3),
  /** Hostile documents per role. */
  hostileDocuments: size(200, 10_000),
  /** Generated documents per role that are executed both ways and compared. */
  plannedDocuments: size(200, 2_000),
  /** Reads on shared connections while other reads on them fail. */
  disturbedReads: size(2_000, 20_000),
  /** Kills of the server during writes. */
  kills: size(2, 50),
  /** Kills of a worker in the middle of a deadline; in the long run each takes up to a minute. */
  workerKills: size(1, 50),
  /** Kills of a program that copies records while others change them. */
  syncKills: size(5, 20),
  /** Kills of a worker that delivers webhooks. */
  webhookKills: size(2, 20),
  /** Random command sequences compared with the model. */
  commandSequences: size(100, 5_000),
  /** Callers that want the same object at once. */
  herd: size(300, 10_000),
  /** Clients that send requests at once while the database is unavailable. */
  outageClients: size(60, 500),
  /** Connections whose request never arrives. */
  halfOpen: size(150, 1_500),
  /** Repetitions of one command, sent at once with one idempotency key. */
  repeatedKeys: size(50, 50),
  /** Rows of the customer list that the main journey imports. */
  importedCustomers: size(1_200, 5_000),
  /** Rows of the file of discounts in the journey of imports. */
  importedDiscounts: size(60, 500),
  /** Customers that an upstream has. */
  upstreamCustomers: size(400, 100_000),
  /** Orders that an upstream has, each with a charge. */
  upstreamOrders: size(240, 300_000),
  /** Customers of the marketplace for performance tests. */
  scaleCustomers: size(1_200, 20_000),
  /** Demands that a seller receives at the instant at which they time out. */
  demandRaces: size(10, 100),
  /** Orders of fourteen months whose bills a second calculator computes again. */
  simulatedOrders: size(300, 10_000),
  /** Cases of each property test. */
  propertyRuns: size(100, 5_000),
} as const;
