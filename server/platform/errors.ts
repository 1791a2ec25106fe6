import { GraphQLError } from 'graphql';
import { type FileCode, isReason, type ReasonCode } from './reasons.ts';

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

  /** The code as the reason for which a command refuses a row; null for the codes of requests only. */
  get reason(): ReasonCode | null {
    return isReason(this.code) ? this.code : null;
  }

  static badInput(message: string): PublicError {
    return new PublicError('BAD_USER_INPUT', message);
  }

  static notFound(): PublicError {
    return new PublicError('NOT_FOUND', 'Not found.');
  }

  static forbidden(
    message = 'Your role may not do this.',
    extensions?: Record<string, unknown>,
  ): PublicError {
    return new PublicError('FORBIDDEN', message, extensions);
  }

  /** Refuses an API key that lacks a scope. */
  static missingScope(scope: string): PublicError {
    return PublicError.forbidden(`This needs a key with the scope ${scope}.`, { scope });
  }

  static unauthenticated(): PublicError {
    return new PublicError('UNAUTHENTICATED', 'Sign in, or send a valid API key.');
  }

  /** Refuses a sensitive change. The caller must call `POST /auth/prove` and then repeat the request. */
  static freshProofRequired(): PublicError {
    return new PublicError('FRESH_PROOF_REQUIRED', 'Prove first that it is you: POST /auth/prove.');
  }

  /** Refuses a step for a customer by a session that holds no more than a link. */
  static customerProofRequired(): PublicError {
    return new PublicError(
      'FRESH_PROOF_REQUIRED',
      'Prove first that you act for the customer, by a code to its contact on file.',
    );
  }

  static rateLimited(retryAfterSeconds: number): PublicError {
    return new PublicError('RATE_LIMITED', 'Too many requests. Try again later.', {
      retryAfterSeconds,
    });
  }

  static unavailable(retryAfterSeconds: number): PublicError {
    return new PublicError('UNAVAILABLE', 'The service is busy. Try again shortly.', {
      retryAfterSeconds,
    });
  }

  /**
   * States that an upstream did not answer for a part of a result. `asOf` is the time of the value that the result
   * holds instead, null if it holds none.
   */
  static upstreamUnavailable(asOf: Date | null, now: Date): PublicError {
    const age = asOf && Math.max(0, Math.floor((now.getTime() - asOf.getTime()) / 1_000));
    return new PublicError(
      'UPSTREAM_UNAVAILABLE',
      asOf
        ? 'The upstream did not answer. The value is the last one known.'
        : 'The upstream did not answer.',
      { asOf: asOf?.toISOString() ?? null, ageSeconds: age },
    );
  }
}

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

export class FileRefusal extends Error {
  constructor(
    readonly code: FileCode,
    readonly params: Params = {},
  ) {
    super(code);
  }
}

const refusal = (
  code: ReasonCode,
  field: string | readonly string[] | null = null,
  params: Params = {},
): Refusal =>
  new Refusal([{ code, field: typeof field === 'string' ? field.split('.') : field, params }]);

/** A refusal to throw, with one code, optionally for one input field. `refuse.ifAny` alone throws by itself. */
export const refuse = Object.assign(refusal, {
  /** Throws a refusal with these errors; returns if the list is empty. */
  ifAny(errors: readonly UserError[]): void {
    if (errors.length > 0) throw new Refusal(errors);
  },
  /** A {@link LastingRefusal} with one code. */
  lasting: (...given: Parameters<typeof refusal>): Refusal =>
    new LastingRefusal(refusal(...given).errors),
  file: (code: FileCode, params: Params = {}): FileRefusal => new FileRefusal(code, params),
  is: (error: unknown): error is Refusal => error instanceof Refusal,
});
