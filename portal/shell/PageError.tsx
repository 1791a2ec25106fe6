import { CombinedError } from '@urql/core';
import { failureOf } from '../lib/errors.ts';
import { FailureState } from './FailureState.tsx';

/** The page failed while drawing; the navigation around it lives on. After a deployment old chunks are gone, so a retry loads the page anew. */
export function PageError({ error, reset }: { error: unknown; reset: () => void }) {
  const failure =
    error instanceof CombinedError
      ? failureOf(error)
      : { kind: 'server' as const, code: 'RENDER', requestId: null };
  const lostChunk = error instanceof TypeError && error.message.includes('module');
  return (
    <FailureState
      page
      failure={failure}
      onRetry={lostChunk ? () => window.location.reload() : reset}
    />
  );
}
