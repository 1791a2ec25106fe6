import Big from 'big.js';
import type { ReactNode } from 'react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { type MoneyLike, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import styles from './OfferPreview.module.css';

const Discount = graphql(`
  fragment OfferPreview_discount on ExclusiveDiscount {
    productName customerName validFrom validUntil
    lines { id specificationName listPrice { amount currency } netPrice { amount currency } }
    partner { id name }
  }
`);

export interface OfferedPrice {
  id: string;
  specificationName: string;
  list: MoneyLike;
  net: MoneyLike;
}

export interface OfferBoxProps {
  partner: string;
  title: string;
  /** Without a total, because the customer may choose one of them. */
  prices: readonly OfferedPrice[];
  children?: ReactNode;
}

/** Preview of the customer's prices, saved or not. */
export function OfferBox({ partner, title, prices, children }: OfferBoxProps) {
  const t = useText();
  const format = useFormat();
  return (
    <div className={styles.preview}>
      <span className="note">{t('ui.discount.offeredBy', { partner })}</span>
      <strong>{title}</strong>
      <ul className="stack">
        {prices.map(({ id, specificationName, list, net }) => (
          <li key={id}>
            {prices.length > 1 && <div>{specificationName}</div>}
            <strong className={styles.price}>{format.money(net)}</strong>{' '}
            <s className="muted">{format.money(list)}</s>
            <div className="note">
              {t('ui.discount.youSave', {
                amount: format.money({
                  amount: new Big(list.amount).minus(net.amount).toFixed(2),
                  currency: net.currency,
                }),
              })}
            </div>
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}

export function OfferPreview({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Discount, discount);
  return (
    <OfferBox
      partner={d.partner.name}
      title={d.productName}
      prices={d.lines.map(({ listPrice, netPrice, ...line }) => ({
        ...line,
        list: listPrice,
        net: netPrice,
      }))}
    >
      <span className="note">{t('ui.offer.only', { customer: d.customerName })}</span>
      <span className="note">{format.validity(d.validFrom, d.validUntil)}</span>
    </OfferBox>
  );
}
