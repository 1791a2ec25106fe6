import { useBuyerView } from '../../../domain/buyer/useBuyerView.ts';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { DiscountLines } from '../record/DiscountLines.tsx';
import { OfferPreview } from './OfferPreview.tsx';

const Discount = graphql(`
  fragment OfferCard_discount on ExclusiveDiscount {
    number name status
    ...OfferPreview_discount
    ...DiscountLines_discount
  }
`);

export function OfferCard({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const { go } = useBuyerView();
  const d = readFragment(Discount, discount);
  return (
    <>
      <PageHead
        title={d.name}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[<span key="number">{d.number}</span>]}
        meta={<StateBadge type="ExclusiveDiscountStatus" value={d.status} />}
      />
      <Card>
        <div className="stack">
          <OfferPreview discount={d} />
          <p className="note">{t('ui.offer.how')}</p>
          <Button variant="primary" wide onPress={() => go('checkout')}>
            {t('ui.checkout.title')}
          </Button>
        </div>
      </Card>
      <DiscountLines discount={d} />
    </>
  );
}
