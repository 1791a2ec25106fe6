import { useSyncExternalStore } from 'react';
import { T } from '../lib/i18n.tsx';
import { Banner } from '../ui/Banner.tsx';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says that the network is away; what is on the screen stays readable. */
export function OfflineBanner() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online) return null;
  return (
    <Banner tone="waiting" live>
      <T id="ui.offline" />
    </Banner>
  );
}
