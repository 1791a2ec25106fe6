import { CombinedError } from '@urql/core';
import { useEffect } from 'react';
import { checkConnection, connected } from '../lib/connection.ts';
import { failureOf } from '../lib/errors.ts';
import { useStore } from '../lib/store.ts';
import { FailureState } from './FailureState.tsx';

/** Not without the server: reloading would show the browser's own error page. */
async function reloadPage(): Promise<void> {
  if (await checkConnection()) window.location.reload();
}

/**
 * The page failed to render or to load; the navigation around it stays. Chunks that failed, or are
 * gone after a deployment, require a reload: it happens automatically once the server is reachable.
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
    if (isOffline && isConnected) void reloadPage();
  }, [isOffline, isConnected]);
  return <FailureState page failure={failure} onRetry={isLost ? () => void reloadPage() : reset} />;
}
