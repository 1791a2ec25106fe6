import type { RequestPolicy, TypedDocumentNode } from '@urql/core';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { askingAhead } from '../lib/prefetch.ts';
import { useStore } from '../lib/store.ts';
import { NotFound } from './NotFound.tsx';
import { QueryGate } from './QueryGate.tsx';
import { useTitle } from './title.ts';

export interface RecordGateProps<D, V extends { id: string }, R> {
  query: TypedDocumentNode<D, V>;
  variables: V;
  /** Prefix of the type's ids; another text in the address sends no request. */
  prefix: string;
  of: (data: D) => R | null | undefined;
  title?: (record: R) => string;
  requestPolicy?: RequestPolicy;
  /** Waits for the first queries of the page, which may hold the record: a desk asks its first case beside its queue. */
  afterFirst?: boolean;
  skeleton: ReactNode;
  missing?: ReactNode;
  children: (record: R, data: D) => ReactNode;
}

/** Reads the record of a page or panel and shows its loading states. */
export function RecordGate<D, V extends { id: string }, R>(props: RecordGateProps<D, V, R>) {
  const { query, variables, prefix, of, title, skeleton, missing = <NotFound />, children } = props;
  const known = new RegExp(`^${prefix}_[0-9a-f-]{36}$`).test(variables.id);
  const isWaiting = useStore(askingAhead) > 0 && (props.afterFirst ?? false);
  const [result, reload] = useQuery<D, V>({
    query,
    variables,
    pause: !known || isWaiting,
    requestPolicy: props.requestPolicy ?? 'cache-and-network',
  });
  const found = result.data && of(result.data);
  // The cache first answers an unknown nullable look-up with null, which does not mean "not found"
  // yet.
  const isComing = !found && (isWaiting || result.fetching || result.stale);
  return (
    <>
      {title && <Title of={found && title(found)} />}
      {known ? (
        <QueryGate
          result={isComing ? { ...result, data: undefined } : result}
          retry={reload}
          skeleton={skeleton}
        >
          {(data) => {
            const record = of(data);
            return record ? children(record, data) : missing;
          }}
        </QueryGate>
      ) : (
        missing
      )}
    </>
  );
}

function Title({ of }: { of: string | null | undefined }) {
  useTitle(of);
  return null;
}
