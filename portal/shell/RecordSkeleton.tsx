import type { ReactNode } from 'react';
import { Skeleton, type SkeletonProps } from '../ui/feedback/Skeleton.tsx';
import { Card } from '../ui/layout/Card.tsx';
import { Columns } from '../ui/layout/Page.tsx';
import { PendingHead } from './PendingHead.tsx';

const HEAD_AND_FACTS: readonly SkeletonProps[] = [{ height: 56 }, { lines: 6, height: 20 }];

export interface RecordSkeletonProps {
  title?: string | null;
  tabs?: ReactNode;
  cards?: readonly SkeletonProps[];
}

/** A page of a record or form that is loading: its head, then grey cards. */
export function RecordSkeleton({ title, tabs, cards = HEAD_AND_FACTS }: RecordSkeletonProps) {
  return (
    <div className="stack">
      <PendingHead title={title} />
      {tabs}
      <Columns
        aside={
          <Card>
            <Skeleton lines={5} height={16} />
          </Card>
        }
      >
        {cards.map((card) => (
          <Card key={`${card.lines} ${card.height}`}>
            <Skeleton {...card} />
          </Card>
        ))}
      </Columns>
    </div>
  );
}
