/** Faults of a dependency (rows) and their outcomes. Every cell is a test. */
export interface ResiliencyRow {
  readonly fault:
    | 'slow'
    | 'very slow'
    | 'refused'
    | 'reset'
    | 'server error'
    | 'malformed'
    | 'truncated'
    | 'black hole'
    | 'flapping';
  /** Statuses that clients get while the database has the fault. */
  readonly postgres: readonly number[];
  /** When a waiting mail is sent: at once, or after the mail server has recovered. Once in either case. */
  readonly mail: 'at once' | 'later';
}

export const RESILIENCY: readonly ResiliencyRow[] = [
  { fault: 'slow', postgres: [200], mail: 'at once' },
  { fault: 'very slow', postgres: [503], mail: 'later' },
  { fault: 'refused', postgres: [503], mail: 'later' },
  { fault: 'reset', postgres: [503], mail: 'later' },
  { fault: 'server error', postgres: [503], mail: 'later' },
  { fault: 'malformed', postgres: [503], mail: 'later' },
  { fault: 'truncated', postgres: [503], mail: 'later' },
  { fault: 'black hole', postgres: [503], mail: 'later' },
  { fault: 'flapping', postgres: [200, 503], mail: 'later' },
];

export const rows = RESILIENCY.map((row) => [row.fault, row] as const);
