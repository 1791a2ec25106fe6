import { GraphQLError } from 'graphql';

/** Codes of top-level errors: a caller's mistake, an authorization problem, an outage. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'FRESH_PROOF_REQUIRED'
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'COST_EXCEEDED'
  | 'DOCUMENT_NOT_TRUSTED'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'UNAVAILABLE'
  | 'INTERNAL';

/** An error whose text and code may be shown to the caller; everything else is masked as INTERNAL. */
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
export const unauthenticated = (): PublicError =>
  new PublicError('UNAUTHENTICATED', 'Sign in, or send a valid API key.');
/** What is asked for changes something sensitive: `POST /auth/prove` first, then again. */
export const freshProofRequired = (): PublicError =>
  new PublicError('FRESH_PROOF_REQUIRED', 'Prove first that it is you: POST /auth/prove.');
export const unavailable = (retryAfterSeconds: number): PublicError =>
  new PublicError('UNAVAILABLE', 'The service is busy. Try again shortly.', { retryAfterSeconds });

export type Params = Readonly<Record<string, string | number>>;

/** One expected, fixable problem of a command: data of the payload, not an error of the request. */
export interface UserError {
  readonly code: string;
  /** Path of the input field it belongs to, null for the whole input. */
  readonly field: readonly string[] | null;
  readonly params: Params;
}

/** Thrown inside a command to refuse it: the transaction is rolled back and the payload carries `errors`. */
export class Refusal extends Error {
  constructor(readonly errors: readonly UserError[]) {
    super(errors.map((e) => e.code).join(', '));
  }
}

/**
 * Thrown inside a command to refuse it and yet keep what it wrote: the transaction commits. For a counted
 * try that a refusal must not give back. Nothing else may have been written by then.
 */
export class LastingRefusal extends Refusal {}

/** A refusal with one code, optionally for one input field. */
export const refuse = (
  code: string,
  field: string | readonly string[] | null = null,
  params: Params = {},
): Refusal =>
  new Refusal([{ code, field: typeof field === 'string' ? field.split('.') : field, params }]);
