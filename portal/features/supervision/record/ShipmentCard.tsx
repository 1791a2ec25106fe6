import { FactList } from '../../../domain/FactList.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { type Check, CheckList } from '../../../ui/display/CheckList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const Supervision = graphql(`
  fragment ShipmentCard_supervision on Supervision {
    id template carrier trackingNumber shippedAt recipientName recipientPhone shippingAddress
    signedOffAt isPhoneConfirmed autoAcceptAt systemId activatedAt
  }
`);

/** Address, carrier and the two conditions of the automatic acceptance; or the ids of a license. */
export function ShipmentCard({ supervision }: { supervision: FragmentType<typeof Supervision> }) {
  const t = useText();
  const format = useFormat();
  const s = readFragment(Supervision, supervision);
  const facts = {
    recipientName: s.recipientName,
    recipientPhone: s.recipientPhone,
    shippingAddress: s.shippingAddress,
    carrier: s.carrier,
    trackingNumber: s.trackingNumber,
    shippedAt: s.shippedAt && format.dateTime(s.shippedAt),
    systemId: s.systemId,
    activatedAt: s.activatedAt && format.dateTime(s.activatedAt),
  };
  const checks: Check[] = s.shippedAt
    ? [
        {
          id: 'signedOff',
          state: s.signedOffAt ? 'good' : 'todo',
          text: t(s.signedOffAt ? 'ui.supervision.signedOff' : 'ui.supervision.notSignedOff'),
          note: s.signedOffAt && format.dateTime(s.signedOffAt),
        },
        {
          id: 'phone',
          state: s.isPhoneConfirmed ? 'good' : s.isPhoneConfirmed === false ? 'bad' : 'todo',
          text: t(
            s.isPhoneConfirmed === false
              ? 'ui.supervision.phoneDiffers'
              : 'ui.supervision.phoneEquals',
          ),
        },
      ]
    : [];
  if (!Object.values(facts).some(Boolean)) return null;
  return (
    <Card
      title={t(s.template === 'HARDWARE' ? 'ui.supervision.shipment' : 'ui.supervision.license')}
    >
      <div className="stack">
        <FactList labels="ui.supervision.fact" facts={facts} />
        {checks.length > 0 && (
          <>
            <CheckList checks={checks} />
            <p className="note">{t('ui.supervision.autoAcceptNote')}</p>
          </>
        )}
      </div>
    </Card>
  );
}
