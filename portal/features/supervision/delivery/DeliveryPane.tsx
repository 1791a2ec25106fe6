import { readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DeskHead } from '../../../ui/layout/Desk.tsx';
import {
  SupervisionBadges,
  SupervisionFacts,
  useSupervisionTitle,
} from '../record/SupervisionHead.tsx';
import { SupervisionRecord } from '../record/SupervisionRecord.tsx';

export const OneDelivery = graphql(`
  query DeliveryPane($id: ID!) {
    supervision(by: { id: $id }) { id ...DeliveryPane_supervision }
  }
`);
const Supervision = graphql(`
  fragment DeliveryPane_supervision on Supervision {
    id customerName ...SupervisionHead_supervision ...SupervisionRecord_supervision
  }
`);

/** The delivery beside the queue, with the form of the seller's step. */
export function DeliveryPane({ id, onBack }: { id: string; onBack: () => void }) {
  const t = useText();
  const titleOf = useSupervisionTitle();
  return (
    <RecordGate
      prefix="spv"
      afterFirst
      query={OneDelivery}
      variables={{ id }}
      of={(data) => readFragment(Supervision, data.supervision)}
      skeleton={
        <Card>
          <Skeleton lines={10} height={24} />
        </Card>
      }
    >
      {(supervision) => (
        <>
          <DeskHead
            backLabel={t('ui.back')}
            onBack={onBack}
            facts={<SupervisionFacts supervision={supervision} />}
            title={`${supervision.customerName} · ${titleOf(supervision)}`}
            badges={<SupervisionBadges supervision={supervision} />}
          />
          <SupervisionRecord supervision={supervision} />
        </>
      )}
    </RecordGate>
  );
}
