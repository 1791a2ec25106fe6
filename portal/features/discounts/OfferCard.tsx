import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Card } from '../../ui/Card.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { DiscountLines } from './DiscountLines.tsx';
import styles from './Editor.module.css';

const Discount = graphql(`
  fragment OfferCard_discount on ExclusiveDiscount {
    number name status customerName productName validFrom validUntil
    listTotal { amount currency }
    netTotal { amount currency }
    savings { amount currency }
    partner { id name }
    ...DiscountLines_discount
  }
`);

/** A price as its customer sees it. */
export function OfferCard({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
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
        <div className={styles.preview}>
          <span className="note">{t('ui.discount.offeredBy', { partner: d.partner.name })}</span>
          <strong>{d.productName}</strong>
          <span>
            <strong className={styles.price}>{format.money(d.netTotal)}</strong>{' '}
            <s className="muted">{format.money(d.listTotal)}</s>
          </span>
          <span className="note">
            {t('ui.discount.youSave', { amount: format.money(d.savings) })} ·{' '}
            {t('ui.offer.only', { customer: d.customerName })}
          </span>
          <span className="note">{format.validity(d.validFrom, d.validUntil)}</span>
        </div>
      </Card>
      <DiscountLines discount={d} />
    </>
  );
}
