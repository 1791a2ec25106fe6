import { useState } from 'react';
import { CopyValue } from '../../../domain/CopyValue.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Card } from '../../../ui/layout/Card.tsx';

const QrCode = lazyComponent(() => import('../../../ui/display/QrCode.tsx'), 'QrCode');

const Offer = graphql(`
  fragment OfferRecipients_offer on PrivateOffer {
    recipients { id customerName cloudAccount privateUrl }
  }
`);

/** The listed customers; in effect, each with its private link and QR code for the seller. */
export function OfferRecipients({ offer }: { offer: FragmentType<typeof Offer> }) {
  const t = useText();
  const { recipients } = readFragment(Offer, offer);
  const [shown, setShown] = useState<string | null>(null);
  return (
    <Card
      title={t('ui.privateOffer.customers')}
      note={t('ui.privateOffer.only', { count: recipients.length })}
    >
      <ul className="stack">
        {recipients.map(({ id, customerName, cloudAccount, privateUrl }) => {
          const link = privateUrl && new URL(privateUrl, window.location.origin).href;
          return (
            <li key={id} className="stack">
              <TwoLine note={cloudAccount}>{customerName}</TwoLine>
              {link && <CopyValue label={t('ui.discount.privateLink')} value={link} />}
              {link && shown !== id && (
                <Button size="sm" onPress={() => setShown(id)}>
                  {t('ui.privateOffer.showQr')}
                </Button>
              )}
              {link && shown === id && (
                <QrCode value={link} label={t('ui.discount.qr')} size={144} />
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
