import { Copy } from 'lucide-react';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useMay } from '../../../lib/session.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { RouteButton } from '../../../shell/links.ts';
import { PrintButton } from '../../../shell/PrintButton.tsx';
import { Tag } from '../../../ui/display/Badge.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { DiscountActions } from './DiscountActions.tsx';

const Discount = graphql(`
  fragment DiscountHead_discount on ExclusiveDiscount {
    id number name status origin
    ...DiscountActions_discount
  }
`);

export function DiscountHead({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const may = useMay();
  const d = readFragment(Discount, discount);
  return (
    <PageHead
      title={d.name}
      crumbsLabel={t('ui.crumbs')}
      crumbs={[
        <BackToList key="list" name="discounts" label="ui.nav.discounts" />,
        <span key="number">{d.number}</span>,
      ]}
      meta={
        <>
          <StateBadge type="ExclusiveDiscountStatus" value={d.status} />
          {d.origin === 'AUTO' && <Tag>{t.enum('ExclusiveDiscountOrigin', d.origin)}</Tag>}
        </>
      }
      actions={
        <>
          <PrintButton />
          {may('exclusiveDiscountCreate') && (
            <RouteButton to="/discounts/new" search={{ from: d.id }} icon={Copy}>
              {t('ui.discount.duplicate')}
            </RouteButton>
          )}
          <DiscountActions discount={d} />
        </>
      }
    />
  );
}
