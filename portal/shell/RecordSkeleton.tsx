import { Skeleton, type SkeletonProps } from '../ui/feedback/Skeleton.tsx';
import { Card } from '../ui/layout/Card.tsx';
import { Columns } from '../ui/layout/Page.tsx';

const HEAD_AND_FACTS: readonly SkeletonProps[] = [{ height: 56 }, { lines: 6, height: 20 }];

export function RecordSkeleton({ cards = HEAD_AND_FACTS }: { cards?: readonly SkeletonProps[] }) {
  return (
    <div className="stack">
      <Skeleton width="40%" height={28} />
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
