import { CombinedError } from '@urql/core';
import { failureOf } from '../lib/errors.ts';
import { FailureState } from './FailureState.tsx';

/** The page failed while drawing or could not be fetched; the navigation around it lives on. After a deployment old chunks are gone, so a retry loads the page anew, once there is a network. */
export function PageError({ error, reset }: { error: unknown; reset: () => void }) {
  const failure =
    error instanceof CombinedError
      ? failureOf(error)
      : { kind: 'server' as const, code: 'RENDER', requestId: null };
  const lostChunk =
    failure.kind === 'offline' || (error instanceof TypeError && error.message.includes('module'));
  return (
    <FailureState
      page
      failure={failure}
      onRetry={lostChunk ? () => navigator.onLine && window.location.reload() : reset}
    />
  );
}
