import { CombinedError } from '@urql/core';
import { useEffect } from 'react';
import { checkConnection, connected } from '../lib/connection.ts';
import { failureOf } from '../lib/errors.ts';
import { useStore } from '../lib/store.ts';
import { FailureState } from './FailureState.tsx';

/** Not without the server: that would leave the person with the browser's own error page. */
async function loadAnew(): Promise<void> {
  if (await checkConnection()) window.location.reload();
}

/**
 * The page failed while drawing or could not be fetched; the navigation around it lives on. Parts that did not
 * come, or are gone after a deployment, come with the document anew: by itself once the server is there again.
 */
export function PageError({ error, reset }: { error: unknown; reset: () => void }) {
  const isConnected = useStore(connected);
  const failure =
    error instanceof CombinedError
      ? failureOf(error)
      : { kind: 'server' as const, code: 'RENDER', requestId: null };
  const isOffline = failure.kind === 'offline';
  const isLost = isOffline || (error instanceof TypeError && error.message.includes('module'));
  useEffect(() => {
    if (isOffline && isConnected) void loadAnew();
  }, [isOffline, isConnected]);
  return <FailureState page failure={failure} onRetry={isLost ? () => void loadAnew() : reset} />;
}
