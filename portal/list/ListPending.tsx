import { PagePending } from '../shell/PagePending.tsx';
import { Skeleton } from '../ui/feedback/Skeleton.tsx';
import { Card } from '../ui/layout/Card.tsx';

/** A list whose code is loading: its title, then grey views, filters and rows. */
export const ListPending = () => (
  <PagePending>
    <div className="stack">
      <Skeleton width="60%" height={40} />
      <Skeleton height={32} />
      <Card>
        <Skeleton lines={12} height={20} />
      </Card>
    </div>
  </PagePending>
);
