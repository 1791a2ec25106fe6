import { useEffect } from 'react';

/** Tells the other tabs that something was read here. */
const channel = new BroadcastChannel('partnergraph.notifications');

export const tellRead = (): void => channel.postMessage('read');

/** Calls `reload` when something was read in another tab. */
export function useReadElsewhere(reload: () => void): void {
  useEffect(() => {
    channel.addEventListener('message', reload);
    return () => channel.removeEventListener('message', reload);
  }, [reload]);
}
