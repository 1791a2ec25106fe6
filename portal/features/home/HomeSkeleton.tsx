import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { CardGrid, Columns } from '../../ui/layout/Page.tsx';

/** Grey figures, tasks and feed in the geometry of Home. */
export function HomeSkeleton() {
  return (
    <div className="stack">
      <CardGrid min={150}>
        {['a', 'b', 'c', 'd'].map((id) => (
          <Card key={id}>
            <Skeleton lines={3} height={20} />
          </Card>
        ))}
      </CardGrid>
      <BodySkeleton />
    </div>
  );
}

/** Grey tasks and feed. */
export function BodySkeleton() {
  return (
    <Columns
      aside={
        <Card>
          <Skeleton lines={6} height={20} />
        </Card>
      }
    >
      <Card>
        <Skeleton lines={8} height={24} />
      </Card>
    </Columns>
  );
}
