import { Card } from '../../ui/Card.tsx';
import { Columns } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

/** The editor before its data. */
export function EditorSkeleton() {
  return (
    <div className="stack">
      <Skeleton width="30%" height={28} />
      <Columns
        aside={
          <Card>
            <Skeleton lines={5} height={16} />
          </Card>
        }
      >
        <Card>
          <Skeleton lines={3} height={32} />
        </Card>
        <Card>
          <Skeleton lines={4} height={32} />
        </Card>
      </Columns>
    </div>
  );
}
