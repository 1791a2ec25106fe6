import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { NotFound } from '../../shell/NotFound.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Card } from '../../ui/layout/Card.tsx';

export interface BuyerMatterProps<D, N> {
  query: TypedDocumentNode<D, Record<string, never>>;
  /** The session of a link sees the one object that the link was made for. */
  of: (data: D) => readonly N[];
  children: (matter: N) => ReactNode;
}

/** What an opened link is about, with the states of its loading. */
export function BuyerMatter<D, N>({ query, of, children }: BuyerMatterProps<D, N>) {
  const [result, reload] = useQuery({ query, variables: {}, requestPolicy: 'cache-and-network' });
  return (
    <QueryGate
      result={result}
      retry={() => reload({ requestPolicy: 'network-only' })}
      skeleton={
        <Card>
          <Skeleton lines={6} height={16} />
        </Card>
      }
    >
      {(data) => {
        const [matter] = of(data);
        return matter === undefined ? <NotFound /> : children(matter);
      }}
    </QueryGate>
  );
}
