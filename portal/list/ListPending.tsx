import { PagePending } from '../shell/PagePending.tsx';
import { Skeleton } from '../ui/feedback/Skeleton.tsx';
import { Card } from '../ui/layout/Card.tsx';
import styles from './List.module.css';

/** A list whose code is loading: its title, then grey views, filters and rows where its own will be. */
export const ListPending = () => (
  <PagePending>
    <div className="stack">
      <div className={styles.pendingViews}>
        <Skeleton width={320} height={16} />
      </div>
      <Skeleton width={480} height={32} />
      <Card>
        <Skeleton lines={12} height={20} />
      </Card>
    </div>
  </PagePending>
);
