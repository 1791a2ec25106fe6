import { CopyValue } from '../../../domain/CopyValue.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { ExclusiveDiscountStatus } from '../../../gql/graphql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { useSession } from '../../../lib/session.ts';
import { Card } from '../../../ui/layout/Card.tsx';
import { OfferPreview } from '../offer/OfferPreview.tsx';
import { IN_REVIEW } from '../states.ts';
import { MailLink } from './MailLink.tsx';

const QrCode = lazyComponent(() => import('../../../ui/display/QrCode.tsx'), 'QrCode');

const Discount = graphql(`
  fragment DiscountShare_discount on ExclusiveDiscount {
    privateUrl status partner { id } ...OfferPreview_discount ...MailLink_discount
  }
`);

const COMING: ReadonlySet<string> = new Set<ExclusiveDiscountStatus>([
  'DRAFT',
  ...IN_REVIEW,
  'SCHEDULED',
]);

/** The customer's preview, with private link and QR code while the discount is in effect. */
export function DiscountShare({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const d = readFragment(Discount, discount);
  const mine = d.partner.id === `ptn_${useSession().org.id}`;
  const link = d.privateUrl && new URL(d.privateUrl, window.location.origin).href;
  return (
    <Card title={t(link ? 'ui.discount.share' : 'ui.discount.customerView')}>
      <div className="stack">
        <OfferPreview discount={d} />
        {link && (
          <>
            <CopyValue label={t('ui.discount.privateLink')} value={link} />
            {mine && <MailLink discount={d} />}
            <QrCode value={link} label={t('ui.discount.qr')} size={144} />
          </>
        )}
        {link && <p className="note">{t('ui.discount.shareNote')}</p>}
        {mine && COMING.has(d.status) && (
          <p className="note">
            {t('ui.discount.shareLater', {
              state: t.enum('ExclusiveDiscountStatus', 'EFFECTIVE'),
            })}
          </p>
        )}
      </div>
    </Card>
  );
}
