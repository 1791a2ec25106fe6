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
  /**
   * Run of a feed of BSS while the fault lasts: it succeeds, waits for an answer, or fails with a code. In every case
   * local data are read without an error, and a run after the fault succeeds.
   */
  readonly bss: 'succeeds' | 'waits' | RegExp;
}

export const RESILIENCY: readonly ResiliencyRow[] = [
  { fault: 'slow', postgres: [200], mail: 'at once', bss: 'succeeds' },
  { fault: 'very slow', postgres: [503], mail: 'later', bss: 'waits' },
  { fault: 'refused', postgres: [503], mail: 'later', bss: /^ECONNREFUSED$/ },
  { fault: 'reset', postgres: [503], mail: 'later', bss: /^(ECONNRESET|UND_ERR_SOCKET)$/ },
  { fault: 'server error', postgres: [503], mail: 'later', bss: /^CBC\.0999$/ },
  { fault: 'malformed', postgres: [503], mail: 'later', bss: /^MALFORMED$/ },
  { fault: 'truncated', postgres: [503], mail: 'later', bss: /^(MALFORMED|UND_ERR_SOCKET)$/ },
  { fault: 'black hole', postgres: [503], mail: 'later', bss: 'waits' },
  { fault: 'flapping', postgres: [200, 503], mail: 'later', bss: 'succeeds' },
];

export const rows = RESILIENCY.map((row) => [row.fault, row] as const);
