import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

/** Placeholder with the geometry of a report: facts, chart, table. */
export const loading = (
  <div className="stack">
    <Card>
      <Skeleton lines={2} height={24} />
    </Card>
    <Card>
      <Skeleton lines={1} height={280} />
    </Card>
    <Card>
      <Skeleton lines={6} height={24} />
    </Card>
  </div>
);
