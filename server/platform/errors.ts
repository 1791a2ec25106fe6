import { GraphQLError } from 'graphql';
import type { FileCode, ReasonCode } from './reasons.ts';

/** Codes of top-level errors: invalid input, missing authorization, or an outage. */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'FRESH_PROOF_REQUIRED',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'COST_EXCEEDED',
  'DOCUMENT_NOT_TRUSTED',
  'PERSISTED_QUERY_NOT_FOUND',
  'UNAVAILABLE',
  'UPSTREAM_UNAVAILABLE',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error whose text and code callers may see. All other errors are masked as INTERNAL. */
export class PublicError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    message: string,
    extensions: Record<string, unknown> = {},
  ) {
    super(message, { extensions: { ...extensions, code } });
  }
}

export const badInput = (message: string): PublicError =>
  new PublicError('BAD_USER_INPUT', message);
export const notFound = (): PublicError => new PublicError('NOT_FOUND', 'Not found.');
export const forbidden = (
  message = 'Your role may not do this.',
  extensions?: Record<string, unknown>,
): PublicError => new PublicError('FORBIDDEN', message, extensions);
/** Refuses an API key that lacks a scope. */
export const missingScope = (scope: string): PublicError =>
  forbidden(`This needs a key with the scope ${scope}.`, { scope });
export const unauthenticated = (): PublicError =>
  new PublicError('UNAUTHENTICATED', 'Sign in, or send a valid API key.');
/** Refuses a sensitive change. The caller must call `POST /auth/prove` and then repeat the request. */
export const freshProofRequired = (): PublicError =>
  new PublicError('FRESH_PROOF_REQUIRED', 'Prove first that it is you: POST /auth/prove.');
export const unavailable = (retryAfterSeconds: number): PublicError =>
  new PublicError('UNAVAILABLE', 'The service is busy. Try again shortly.', { retryAfterSeconds });

/**
 * States that an upstream did not answer for a part of a result. `asOf` is the time of the value that the result holds
 * instead, null if it holds none.
 */
export const upstreamUnavailable = (asOf: Date | null, now: Date): PublicError =>
  new PublicError(
    'UPSTREAM_UNAVAILABLE',
    asOf
      ? 'The upstream did not answer. The value is the last one known.'
      : 'The upstream did not answer.',
    {
      asOf: asOf?.toISOString() ?? null,
      ageSeconds: asOf ? Math.max(0, Math.floor((now.getTime() - asOf.getTime()) / 1_000)) : null,
    },
  );

export type Params = Readonly<Record<string, string | number>>;

/** An expected problem of a command that the caller can fix. The payload carries it as data. */
export interface UserError {
  readonly code: ReasonCode;
  /** Path of the invalid input field; null for the whole input. */
  readonly field: readonly string[] | null;
  readonly params: Params;
}

/** Thrown inside a command to refuse it. The transaction rolls back and the payload carries `errors`. */
export class Refusal extends Error {
  constructor(readonly errors: readonly UserError[]) {
    super(errors.map((e) => e.code).join(', '));
  }
}

/**
 * Thrown inside a command to refuse it and still commit its transaction, for instance to count a failed
 * attempt. The transaction must contain no other change.
 */
export class LastingRefusal extends Refusal {}

/** Thrown for a file that cannot be loaded. */
export class FileRefusal extends Error {
  constructor(
    readonly code: FileCode,
    readonly params: Params = {},
  ) {
    super(code);
  }
}

/** A refusal with one code, optionally for one input field. */
export const refuse = (
  code: ReasonCode,
  field: string | readonly string[] | null = null,
  params: Params = {},
): Refusal =>
  new Refusal([{ code, field: typeof field === 'string' ? field.split('.') : field, params }]);
