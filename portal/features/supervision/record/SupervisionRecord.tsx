import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { SupervisionClocks } from '../flow/SupervisionClocks.tsx';
import { SupervisionEvidence } from '../flow/SupervisionEvidence.tsx';
import { SupervisionFlow } from '../flow/SupervisionFlow.tsx';
import { SupervisionLog } from '../flow/SupervisionLog.tsx';
import { NextStep } from '../step/NextStep.tsx';
import { OpenAppeals } from './OpenAppeals.tsx';
import { RejectionCard } from './RejectionCard.tsx';
import { ShipmentCard } from './ShipmentCard.tsx';
import { SupervisionThread } from './SupervisionThread.tsx';

const Supervision = graphql(`
  fragment SupervisionRecord_supervision on Supervision {
    id
    ...SupervisionHead_supervision
    ...SupervisionFlow_supervision
    ...SupervisionClocks_supervision
    ...OpenAppeals_supervision
    ...RejectionCard_supervision
    ...NextStep_supervision
    ...ShipmentCard_supervision
    ...SupervisionEvidence_supervision
    ...SupervisionThread_supervision
    ...SupervisionLog_supervision
  }
`);

/** The whole record of a delivery: nodes and clocks, what is to do, evidence and log. */
export function SupervisionRecord({
  supervision,
}: {
  supervision: FragmentType<typeof Supervision>;
}) {
  const t = useText();
  const s = readFragment(Supervision, supervision);
  return (
    <>
      <OpenAppeals supervision={s} />
      <Card title={t('ui.supervision.flow')}>
        <div className="stack">
          <SupervisionFlow supervision={s} />
          <SupervisionClocks supervision={s} />
        </div>
      </Card>
      <RejectionCard supervision={s} />
      <NextStep supervision={s} />
      <ShipmentCard supervision={s} />
      <SupervisionEvidence supervision={s} />
      <SupervisionThread supervision={s} />
      <SupervisionLog supervision={s} />
    </>
  );
}
