import { LONG } from './sizes.ts';
import type { UpstreamFault } from './upstream/index.ts';

/** Longer than the product waits for an answer of an upstream. */
const LATE_MS = 20_000;

/** Faults of a dependency (rows) and their outcomes. Every cell is a test of the long run. */
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
  /** When a waiting SMS is sent, once in either case. An unreadable answer of success says that it is sent. */
  readonly sms: 'at once' | 'later';
  /**
   * Run of a feed of BSS while the fault lasts: it succeeds, waits for an answer, or fails with a code. In every case
   * local data are read without an error, and a run after the fault succeeds.
   */
  readonly bss: 'succeeds' | 'waits' | RegExp;
  /**
   * Notification of an order while KooGallery's order query has the fault: it is processed at once, or waits with a
   * code. In every case the notification is accepted at once, and processed after the fault.
   */
  readonly koogallery: 'processed' | RegExp;
}

export const RESILIENCY: readonly ResiliencyRow[] = [
  {
    fault: 'slow',
    postgres: [200],
    mail: 'at once',
    sms: 'at once',
    bss: 'succeeds',
    koogallery: 'processed',
  },
  {
    fault: 'very slow',
    postgres: [503],
    mail: 'later',
    sms: 'at once',
    bss: 'waits',
    koogallery: /^TIMED_OUT$/,
  },
  {
    fault: 'refused',
    postgres: [503],
    mail: 'later',
    sms: 'later',
    bss: /^ECONNREFUSED$/,
    koogallery: /^ECONNREFUSED$/,
  },
  {
    fault: 'reset',
    postgres: [503],
    mail: 'later',
    sms: 'later',
    bss: /^(ECONNRESET|UND_ERR_SOCKET)$/,
    koogallery: /^(ECONNRESET|UND_ERR_SOCKET)$/,
  },
  {
    fault: 'server error',
    postgres: [503],
    mail: 'later',
    sms: 'later',
    bss: /^CBC\.0999$/,
    koogallery: /^CBC\.0999$/,
  },
  {
    fault: 'malformed',
    postgres: [503],
    mail: 'later',
    sms: 'at once',
    bss: /^MALFORMED$/,
    koogallery: /^MALFORMED$/,
  },
  {
    fault: 'truncated',
    postgres: [503],
    mail: 'later',
    sms: 'at once',
    bss: /^(MALFORMED|UND_ERR_SOCKET)$/,
    koogallery: /^(MALFORMED|UND_ERR_SOCKET)$/,
  },
  {
    fault: 'black hole',
    postgres: [503],
    mail: 'later',
    sms: 'later',
    bss: 'waits',
    koogallery: /^TIMED_OUT$/,
  },
  {
    fault: 'flapping',
    postgres: [200, 503],
    mail: 'later',
    sms: 'later',
    bss: 'succeeds',
    koogallery: /^(ECONNRESET|UND_ERR_SOCKET)$/,
  },
];

/** The fault as the simulated upstream shows it; a very slow answer comes after `lateMs`. */
export function upstreamFault({ fault }: ResiliencyRow, lateMs = LATE_MS): UpstreamFault {
  switch (fault) {
    case 'slow':
      return { kind: 'SLOW', ms: 300 };
    case 'very slow':
      return { kind: 'SLOW', ms: lateMs };
    case 'refused':
      return { kind: 'REFUSED' };
    case 'reset':
      return { kind: 'RESET' };
    case 'server error':
      return { kind: 'SERVER_ERROR' };
    case 'malformed':
      return { kind: 'MALFORMED' };
    case 'truncated':
      return { kind: 'TRUNCATED' };
    case 'black hole':
      return { kind: 'BLACK_HOLE' };
    case 'flapping':
      return { kind: 'FLAPPING' };
  }
}

type Fault = ResiliencyRow['fault'];

/**
 * The rows for a dependency. The short form leaves some faults to other dependencies: each of them waits until a time
 * limit of the product ends.
 */
export const rowsFor = (...left: readonly Fault[]): (readonly [Fault, ResiliencyRow])[] =>
  RESILIENCY.filter(({ fault }) => LONG || !left.includes(fault)).map((row) => [row.fault, row]);
