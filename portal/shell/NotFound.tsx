import { useText } from '../lib/i18n.tsx';
import { FailureState } from './FailureState.tsx';
import { useTitle } from './title.ts';
import { useWhoMay } from './who-may.ts';

/** The page for a missing and for a hidden object: both look the same on purpose. */
export function NotFound() {
  useTitle(useText()('ui.failure.notFound.title'));
  return <FailureState page failure={{ kind: 'notFound', code: 'NOT_FOUND', requestId: null }} />;
}

/** A page for an action that the viewer may not take, with the reason. */
export function Forbidden({ mutation }: { mutation: string }) {
  const reason = useWhoMay(mutation);
  useTitle(useText()('ui.failure.forbidden.title'));
  return (
    <FailureState
      page
      failure={{ kind: 'forbidden', code: 'FORBIDDEN', requestId: null }}
      reason={reason}
    />
  );
}
