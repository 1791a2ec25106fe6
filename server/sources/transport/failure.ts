import { type Credentials, withoutKeys } from './credentials.ts';

/**
 * How a call to an upstream failed. THROTTLED: over the quota there. REFUSED: the upstream understood the request and
 * does not do it. FAILED: the upstream has a fault. MALFORMED: its answer cannot be read. CIRCUIT_OPEN: the call was
 * not sent, because recent ones failed.
 */
export type FailureKind =
  | 'TIMED_OUT'
  | 'UNREACHABLE'
  | 'THROTTLED'
  | 'REFUSED'
  | 'FAILED'
  | 'MALFORMED'
  | 'CIRCUIT_OPEN';

export interface FailureFacts {
  readonly api: string;
  /** Code of the upstream, or of the system for a connection, such as `CBC.0151` or `ECONNREFUSED`. */
  readonly code?: string | null;
  /** Status of the HTTP answer; null without one. */
  readonly status?: number | null;
  /** Id that the upstream gave the request, for its support. */
  readonly requestId?: string | null;
  /** Milliseconds that the upstream asks to wait. */
  readonly retryAfterMs?: number | null;
  /** Whether the clocks of both sides differ by more than a signature may be old. */
  readonly isClockOff?: boolean;
}

/** The failure of a call. It holds no text of the answer but codes, and never a key. */
export class UpstreamFailure extends Error {
  override readonly name = 'UpstreamFailure';
  readonly api: string;
  readonly code: string | null;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
  readonly isClockOff: boolean;

  constructor(
    readonly kind: FailureKind,
    facts: FailureFacts,
  ) {
    super(`${facts.api}: ${[kind, facts.code, facts.status].filter((part) => part).join(' ')}`);
    this.api = facts.api;
    this.code = facts.code ?? null;
    this.status = facts.status ?? null;
    this.requestId = facts.requestId ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.isClockOff = facts.isClockOff ?? false;
  }

  /** Whether the upstream does not accept the key pair itself, so that no further call can succeed. */
  get rejectsCredentials(): boolean {
    return this.refusesSignature && !this.isClockOff;
  }

  /** Whether the signature was refused although the key pair may be right: it was made with a wrong time. */
  get rejectsTime(): boolean {
    return this.refusesSignature && this.isClockOff;
  }

  /** Whether the upstream refuses the object of the call only: calls about others may succeed. */
  get refusesObject(): boolean {
    const code = this.code ?? '';
    return this.kind === 'REFUSED' && code.startsWith('CBC.') && !DENIALS.has(code);
  }

  private get refusesSignature(): boolean {
    return this.kind === 'REFUSED' && this.status === 401 && !RIGHTS.has(this.code ?? '');
  }
}

/** Codes of a valid key pair that may not do this (domain §6.4). */
const RIGHTS: ReadonlySet<string> = new Set(['CBC.0150', 'CBC.0151']);

/** Codes that deny an account the API, whatever the call is about (domain §6.2). */
const DENIALS: ReadonlySet<string> = new Set([...RIGHTS, 'CBC.0154', 'CBC.0155']);

const CODE = /^[\w.-]{1,64}$/;

/** A code of an answer; null for anything else, so that no text of an answer travels in its place. */
export const safeCode = (value: unknown, credentials: Credentials): string | null =>
  typeof value === 'string' && CODE.test(value) ? withoutKeys(value, credentials) : null;
