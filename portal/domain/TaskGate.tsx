import type { CombinedError } from '@urql/core';
import type { ReactNode } from 'react';
import { failureOf } from '../lib/errors.ts';
import { useText } from '../lib/i18n.tsx';
import { FailureState } from '../shell/FailureState.tsx';
import { Loading, Skeleton } from '../ui/feedback/Skeleton.tsx';

export interface TaskGateProps<T> {
  result: { fetching: boolean; error?: CombinedError };
  /** The object of the task; absent while it loads, null once it is out of sight. */
  of: T | null | undefined;
  retry: () => void;
  children: (object: T) => ReactNode;
}

/** Loading states of the steps that a task offers in place. */
export function TaskGate<T>({ result, of, retry, children }: TaskGateProps<T>) {
  const t = useText();
  if (of) return children(of);
  if (result.error) return <FailureState failure={failureOf(result.error)} onRetry={retry} />;
  if (of === null) return <p className="note">{t('ui.home.gone')}</p>;
  return (
    <Loading label={t('ui.loading')}>
      <Skeleton lines={1} height={32} />
    </Loading>
  );
}
