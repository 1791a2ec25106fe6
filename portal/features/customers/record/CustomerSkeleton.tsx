import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Columns, Page } from '../../../ui/layout/Page.tsx';

export function CustomerSkeleton() {
  return (
    <Page>
      <Skeleton width={96} />
      <Skeleton width={320} height={28} />
      <Skeleton width={240} height={24} />
      <Columns
        aside={
          <>
            <Card>
              <Skeleton lines={4} height={16} />
            </Card>
            <Card>
              <Skeleton lines={2} height={16} />
            </Card>
          </>
        }
      >
        <Card>
          <Skeleton lines={5} height={16} />
        </Card>
        <Card>
          <Skeleton lines={5} height={16} />
        </Card>
      </Columns>
    </Page>
  );
}
