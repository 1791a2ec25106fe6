import { UpstreamFailure } from '../../../sources/transport/index.ts';

/** Reason why a run failed. */
export interface RunFailure {
  readonly code: string;
  readonly requestId: string | null;
  /** Whether the upstream does not accept the credentials. */
  readonly isRejected: boolean;
  /** Whether the call was not sent, because many before it failed. */
  readonly isBroken: boolean;
}

/** The failure for the record of a run; the code is the upstream's, or says how the call failed. */
export function failureOf(error: unknown): RunFailure {
  if (!(error instanceof UpstreamFailure))
    return { code: 'INTERNAL', requestId: null, isRejected: false, isBroken: false };
  const { code, kind, requestId, rejectsCredentials } = error;
  return {
    code: code ?? kind,
    requestId,
    isRejected: rejectsCredentials,
    isBroken: kind === 'CIRCUIT_OPEN',
  };
}
