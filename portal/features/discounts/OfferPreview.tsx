import type { ReactNode } from 'react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { type MoneyLike, useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import styles from './Editor.module.css';

const Discount = graphql(`
  fragment OfferPreview_discount on ExclusiveDiscount {
    productName customerName validFrom validUntil
    listTotal { amount currency }
    netTotal { amount currency }
    savings { amount currency }
    partner { id name }
  }
`);

export interface OfferBoxProps {
  partner: string;
  title: string;
  net: MoneyLike;
  list: MoneyLike;
  savings: MoneyLike;
  children?: ReactNode;
}

/** A price as its customer sees it, saved or not. */
export function OfferBox({ partner, title, net, list, savings, children }: OfferBoxProps) {
  const t = useText();
  const format = useFormat();
  return (
    <div className={styles.preview}>
      <span className="note">{t('ui.discount.offeredBy', { partner })}</span>
      <strong>{title}</strong>
      <span>
        <strong className={styles.price}>{format.money(net)}</strong>{' '}
        <s className="muted">{format.money(list)}</s>
      </span>
      <span className="note">{t('ui.discount.youSave', { amount: format.money(savings) })}</span>
      {children}
    </div>
  );
}

/** A discount as its customer sees it. */
export function OfferPreview({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Discount, discount);
  return (
    <OfferBox
      partner={d.partner.name}
      title={d.productName}
      net={d.netTotal}
      list={d.listTotal}
      savings={d.savings}
    >
      <span className="note">{t('ui.offer.only', { customer: d.customerName })}</span>
      <span className="note">{format.validity(d.validFrom, d.validUntil)}</span>
    </OfferBox>
  );
}
