import type { ReactNode } from 'react';
import { recordResult } from '../../lib/record.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { QueryGate, type QueryGateProps } from '../../shell/QueryGate.tsx';
import { Card } from '../../ui/Card.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Review.module.css';

interface ReviewGateProps<D, R> extends Pick<QueryGateProps<D>, 'result' | 'retry'> {
  /** The case in the result. */
  of: (data: D) => R | null | undefined;
  children: (record: R) => ReactNode;
}

/** The place beside the queue: the case under review, or that it is on its way, failed or not there. */
export function ReviewGate<D, R>({ result, retry, of, children }: ReviewGateProps<D, R>) {
  return (
    <div className={styles.pane}>
      <QueryGate
        result={recordResult(result, result.data && of(result.data))}
        retry={retry}
        skeleton={
          <Card>
            <Skeleton lines={10} height={24} />
          </Card>
        }
      >
        {(data) => {
          const record = of(data);
          return record ? children(record) : <NotFound />;
        }}
      </QueryGate>
    </div>
  );
}
