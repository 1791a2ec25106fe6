import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { NotFound } from '../../shell/NotFound.tsx';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Card } from '../../ui/layout/Card.tsx';

export interface BuyerRecordProps<D, N> {
  query: TypedDocumentNode<D, Record<string, never>>;
  /** The session of a link sees only the object of the link. */
  of: (data: D) => readonly N[];
  children: (matter: N) => ReactNode;
}

export function BuyerRecord<D, N>({ query, of, children }: BuyerRecordProps<D, N>) {
  const [result, reload] = useQuery({ query, variables: {}, requestPolicy: 'cache-and-network' });
  return (
    <QueryGate
      result={result}
      retry={reload}
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
