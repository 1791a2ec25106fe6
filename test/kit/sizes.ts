/** `npm run test:long` runs every suite at the full figures; `npm test` runs each of them small. */
export const LONG = process.env.TEST_LONG === '1';

const size = (small: number, long: number): number => (LONG ? long : small);

/** The one table of how much each suite does. */
export const sizes = {
  /** Foreign ids tried per root field and role, besides one positive control. */
  foreignIds: size(1, 25),
  /** Hostile documents sent per role. */
  hostileDocuments: size(200, 10_000),
  /** Generated documents per role whose two executions are compared. */
  plannedDocuments: size(200, 2_000),
  /** Reads on shared connections while others of them fail. */
  disturbedReads: size(2_000, 20_000),
  /** Times the server is killed during writes. */
  kills: size(5, 50),
  /** Random command sequences run against the model. */
  commandSequences: size(100, 5_000),
  /** Callers that want the same thing at once. */
  herd: size(300, 10_000),
  /** Clients that ask at once while the database is away. */
  outageClients: size(60, 500),
  /** Connections whose request never arrives. */
  halfOpen: size(150, 1_500),
  /** The same command sent at once with one idempotency key. */
  repeatedKeys: size(50, 50),
  /** Rows of the customer list that the main journey imports. */
  importedCustomers: size(5_000, 5_000),
  /** Customers of the marketplace that is made for trials of speed. */
  scaleCustomers: size(1_000, 20_000),
  /** Cases of each property test. */
  propertyRuns: size(100, 5_000),
} as const;
