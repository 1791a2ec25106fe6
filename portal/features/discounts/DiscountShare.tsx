import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { Card } from '../../ui/Card.tsx';
import { CopyField } from '../../ui/CopyField.tsx';
import { QrCode } from '../../ui/QrCode.tsx';

const Discount = graphql(`
  fragment DiscountShare_discount on ExclusiveDiscount { privateUrl customerName }
`);

/** The private link and its QR code; the server gives it only while the discount is in effect. */
export function DiscountShare({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const { privateUrl, customerName } = readFragment(Discount, discount);
  if (!privateUrl) return null;
  const link = new URL(privateUrl, window.location.origin).href;
  return (
    <Card title={t('ui.discount.share')}>
      <div className="stack">
        <CopyField
          label={t('ui.discount.privateLink')}
          value={link}
          copyLabel={t('ui.copy')}
          copiedLabel={t('ui.copied')}
        />
        <QrCode value={link} label={t('ui.discount.qr')} size={144} />
        <p className="note">{t('ui.discount.shareNote', { customer: customerName })}</p>
      </div>
    </Card>
  );
}
