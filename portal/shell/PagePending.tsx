import { Skeleton } from '../ui/feedback/Skeleton.tsx';
import { Card } from '../ui/layout/Card.tsx';
import { Page } from '../ui/layout/Page.tsx';

export function PagePending() {
  return (
    <Page>
      <Skeleton width="30%" height={28} />
      <Card>
        <Skeleton lines={8} height={20} />
      </Card>
    </Page>
  );
}
