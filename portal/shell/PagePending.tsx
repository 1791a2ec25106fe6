import { Card } from '../ui/Card.tsx';
import { Page } from '../ui/Page.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';

/** In place of a page that is on its way. */
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
