import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { ComponentType } from 'react';
import { useQuery } from 'urql';
import { failureOf } from '../lib/errors.ts';
import { useText } from '../lib/i18n.tsx';
import { FailureState } from '../shell/FailureState.tsx';
import { Loading, Skeleton } from '../ui/feedback/Skeleton.tsx';

/** The steps of one object, which a task offers in place; `of` is null once the object is out of sight. */
export function taskSteps<D, T>(
  query: TypedDocumentNode<D, { id: string }>,
  of: (data: D) => T | null | undefined,
  Steps: ComponentType<{ object: T }>,
): ComponentType<{ id: string }> {
  return function Task({ id }) {
    const t = useText();
    const [{ data, error }, reload] = useQuery({ query, variables: { id } });
    const object = data && of(data);
    if (object) return <Steps object={object} />;
    if (error) return <FailureState failure={failureOf(error)} onRetry={reload} />;
    if (object === null) return <p className="note">{t('ui.home.gone')}</p>;
    return (
      <Loading label={t('ui.loading')}>
        <Skeleton lines={1} height={32} />
      </Loading>
    );
  };
}
