import { RecordGate, type RecordGateProps } from '../../../shell/RecordGate.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DeskPane } from '../../../ui/layout/Desk.tsx';

type ReviewGateProps<D, R> = Pick<
  RecordGateProps<D, { id: string }, R>,
  'query' | 'prefix' | 'of' | 'children'
> & { id: string };

/** The pane beside the queue, with the loading states of its case. */
export function ReviewGate<D, R>({ id, ...gate }: ReviewGateProps<D, R>) {
  return (
    <DeskPane>
      <RecordGate
        {...gate}
        afterFirst
        variables={{ id }}
        skeleton={
          <Card>
            <Skeleton lines={10} height={24} />
          </Card>
        }
      />
    </DeskPane>
  );
}
