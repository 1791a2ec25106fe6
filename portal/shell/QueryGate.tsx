import type { CombinedError, Operation } from '@urql/core';
import type { ReactNode } from 'react';
import { failureOf } from '../lib/errors.ts';
import { useText } from '../lib/i18n.tsx';
import { useLastValue } from '../lib/last-value.ts';
import { Loading } from '../ui/feedback/Skeleton.tsx';
import { FailureState } from './FailureState.tsx';
import { StaleBanner } from './StaleBanner.tsx';

export interface QueryGateProps<D> {
  result: {
    data?: D;
    fetching: boolean;
    stale: boolean;
    error?: CombinedError;
    operation?: Operation;
  };
  /** Asks the server again: the second value of `useQuery`. */
  retry: (options: { requestPolicy: 'network-only' }) => void;
  /** Should have the geometry of the content. */
  skeleton: ReactNode;
  children: (data: D) => ReactNode;
}

/** Loading states of a page. Content stays during a refetch, with a banner if that fails. */
export function QueryGate<D>({ result, retry, skeleton, children }: QueryGateProps<D>) {
  const t = useText();
  const onRetry = () => retry({ requestPolicy: 'network-only' });
  const { error, operation } = result;
  const data = useLastValue(operation?.key, result.data);
  if (data === undefined) {
    if (error) return <FailureState failure={failureOf(error)} onRetry={onRetry} />;
    return <Loading label={t('ui.loading')}>{skeleton}</Loading>;
  }
  return (
    <>
      {error && <StaleBanner onRetry={onRetry} />}
      {children(data)}
    </>
  );
}
