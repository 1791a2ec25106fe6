import type { UpstreamAsker } from '../../../platform/command/types.ts';
import {
  type FailureKind,
  ONCE,
  openLimits,
  UpstreamFailure,
} from '../../../sources/transport/index.ts';
import type { UpstreamAccount } from '../account/upstream-account.entity.ts';
import { openClient, type UpstreamClient } from '../feed/upstream-client.ts';
import type { UpstreamOutcome } from './upstream-outcome.type.ts';

/** Outcome of a call that a person asked for. */
export interface Asked {
  readonly outcome: UpstreamOutcome;
  readonly code: string | null;
  readonly requestId: string | null;
}

const KINDS: Readonly<Record<FailureKind, UpstreamOutcome>> = {
  THROTTLED: 'THROTTLED',
  REFUSED: 'REFUSED',
  FAILED: 'FAILED',
  MALFORMED: 'FAILED',
  TIMED_OUT: 'UNREACHABLE',
  UNREACHABLE: 'UNREACHABLE',
  CIRCUIT_OPEN: 'FAILED',
};

function askedOf(failure: UpstreamFailure): Asked {
  const { kind, code, requestId, rejectsCredentials, rejectsTime } = failure;
  const ofSignature = rejectsTime ? 'CLOCK_SKEW' : rejectsCredentials ? 'WRONG_KEY' : null;
  return { outcome: ofSignature ?? KINDS[kind], code: code ?? kind, requestId };
}

/**
 * Calls an upstream once with the credentials of an account, as soon as the quota allows it: neither an open circuit
 * nor the calls of a run hold up a person. Returns the answer, or why there is none.
 */
export async function ask<T>(
  { deps, signal }: UpstreamAsker,
  account: Readonly<UpstreamAccount>,
  call: (client: UpstreamClient, signal: AbortSignal) => Promise<T>,
): Promise<{ readonly answer: T } | { readonly failure: Asked }> {
  const limits = openLimits(deps.timing);
  const client = openClient(deps, account, { patience: ONCE, limits });
  try {
    return { answer: await call(client, signal) };
  } catch (error) {
    if (!(error instanceof UpstreamFailure)) throw error;
    return { failure: askedOf(error) };
  } finally {
    void client.close();
  }
}
