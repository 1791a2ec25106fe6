import { useEffect } from 'react';

/** Tells other tabs that notifications were read here. */
const channel = new BroadcastChannel('partnergraph.notifications');

export const announceRead = (): void => channel.postMessage('read');

/** Calls `reload` when notifications were read in another tab. */
export function useReadElsewhere(reload: () => void): void {
  useEffect(() => {
    channel.addEventListener('message', reload);
    return () => channel.removeEventListener('message', reload);
  }, [reload]);
}
