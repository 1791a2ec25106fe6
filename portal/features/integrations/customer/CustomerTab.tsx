import type { ReactNode } from 'react';
import { type TypedDocumentNode, useQuery } from 'urql';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

interface CustomerTabProps<Data> {
  query: TypedDocumentNode<Data, { id: string }>;
  /** Id of the customer. */
  of: string;
  children: (data: Data) => ReactNode;
}

/** A tab of a customer with its own query, which is sent each time the tab opens. */
export function CustomerTab<Data>({ query, of, children }: CustomerTabProps<Data>) {
  const [result, reload] = useQuery({
    query,
    variables: { id: of },
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate
      result={result}
      retry={reload}
      skeleton={
        <Card>
          <Skeleton lines={4} height={24} />
        </Card>
      }
    >
      {children}
    </QueryGate>
  );
}
