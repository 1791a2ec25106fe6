import type { RequestPolicy, TypedDocumentNode } from '@urql/core';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { NotFound } from './NotFound.tsx';
import { QueryGate } from './QueryGate.tsx';
import { useTitle } from './title.ts';

export interface RecordGateProps<D, V extends { id: string }, R> {
  query: TypedDocumentNode<D, V>;
  variables: V;
  /** Of the ids of this type: another text in the address is no record, and is not asked for. */
  prefix: string;
  /** The record in the answer. */
  of: (data: D) => R | null | undefined;
  /** Names the browser tab and history entry. */
  title?: (record: R) => string;
  requestPolicy?: RequestPolicy;
  skeleton: ReactNode;
  /** Instead of a record that is gone, or was never there. */
  missing?: ReactNode;
  children: (record: R, data: D) => ReactNode;
}

/** Reads the one record that a page or panel is about, and shows it, or that it is on its way, failed or not there. */
export function RecordGate<D, V extends { id: string }, R>(props: RecordGateProps<D, V, R>) {
  const { query, variables, prefix, of, title, skeleton, missing = <NotFound />, children } = props;
  const known = new RegExp(`^${prefix}_[0-9a-f-]{36}$`).test(variables.id);
  const [result, reload] = useQuery<D, V>({
    query,
    variables,
    pause: !known,
    requestPolicy: props.requestPolicy ?? 'cache-and-network',
  });
  const found = result.data && of(result.data);
  // A nullable look-up that it does not know the cache answers with null first, which is not yet "not found".
  const isComing = !found && (result.fetching || result.stale);
  return (
    <>
      {title && <Title of={found && title(found)} />}
      {known ? (
        <QueryGate
          result={isComing ? { ...result, data: undefined } : result}
          retry={() => reload({ requestPolicy: 'network-only' })}
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
