import type { CombinedError } from '@urql/core';
import { GaveUp } from './connection.ts';

/** Kinds of failure, by what the person can do about them. */
export type FailureKind =
  | 'offline'
  | 'slow'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'busy'
  | 'conflict'
  | 'server';

export interface Failure {
  kind: FailureKind;
  code: string;
  /** Quoted to support; also in the server's log and audit. */
  requestId: string | null;
  roles?: readonly string[];
}

const kinds: Record<string, FailureKind> = {
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'notFound',
  RATE_LIMITED: 'busy',
  COST_EXCEEDED: 'busy',
  CONFLICT: 'conflict',
};

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Reads the first error of a result. The body decides, not the HTTP status. */
export function failureOf(error: CombinedError): Failure {
  if (error.networkError instanceof GaveUp)
    return { kind: 'slow', code: 'GIVEN_UP', requestId: null };
  const first = error.graphQLErrors[0];
  const requestId =
    text(first?.extensions.requestId) ??
    (error.response as Response | undefined)?.headers?.get('x-request-id') ??
    null;
  if (!first) return { kind: error.response ? 'server' : 'offline', code: 'NETWORK', requestId };
  const code = text(first.extensions.code) ?? 'INTERNAL';
  const { roles } = first.extensions;
  return {
    kind: kinds[code] ?? 'server',
    code,
    requestId,
    ...(Array.isArray(roles) && { roles: roles as string[] }),
  };
}

const hasCode = (error: CombinedError, code: string): boolean =>
  error.graphQLErrors.some((e) => e.extensions.code === code);

/** Whether a command requires proof of identity; see `lib/proof.ts`. */
export const isProofRequired = (error: CombinedError): boolean =>
  hasCode(error, 'FRESH_PROOF_REQUIRED');

export const isUnauthenticated = (error: CombinedError): boolean =>
  hasCode(error, 'UNAUTHENTICATED');
