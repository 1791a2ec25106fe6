import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { Tag } from '../../../ui/display/Badge.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { NumberField } from '../../../ui/fields/NumberField.tsx';
import { SearchField } from '../../../ui/fields/SearchField.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { type Basket, type Item, quantityOf, withQuantity } from './basket.ts';
import styles from './Checkout.module.css';

const MOST = 10_000;

const deliveryOf = ({ supervisionTemplate, averageDeliveryDays }: Item, t: Text): string =>
  supervisionTemplate && averageDeliveryDays
    ? t('ui.checkout.delivery', { days: averageDeliveryDays })
    : t('ui.checkout.instant');

function Price({ item, format, t }: { item: Item; format: Format; t: Text }) {
  return (
    <span className={styles.price}>
      <strong>{format.money(item.price)}</strong>
      {item.discount || item.privateOffer ? (
        <s className="note">{format.money(item.listPrice)}</s>
      ) : (
        <small className="note">{t('ui.checkout.listPrice')}</small>
      )}
    </span>
  );
}

export interface CheckoutGoodsProps {
  items: readonly Item[];
  basket: Basket;
  onChange: (basket: Basket) => void;
  search: string;
  /** Null in a renewal, which has one product. */
  onSearch: ((text: string) => void) | null;
}

/** Products on sale with the customer's prices; the chosen ones remain first in every search. */
export function CheckoutGoods({ items, basket, onChange, search, onSearch }: CheckoutGoodsProps) {
  const t = useText();
  const format = useFormat();
  const picked = basket.lines.map(({ item }) => item);
  const ids = new Set(picked.map(({ specificationId }) => specificationId));
  const shown = [...picked, ...items.filter(({ specificationId }) => !ids.has(specificationId))];
  return (
    <Card flush title={t('ui.checkout.goods')} note={t('ui.checkout.taxIncluded')}>
      {onSearch && (
        <div className={styles.search}>
          <SearchField
            label={t('ui.checkout.search')}
            placeholder={t('ui.checkout.search')}
            value={search}
            onChange={onSearch}
          />
        </div>
      )}
      {shown.length === 0 && <EmptyState title={t('ui.checkout.nothing')} />}
      <ul>
        {shown.map((item) => (
          <li key={item.specificationId} className={styles.item}>
            <span className="grow">
              <strong>
                {item.productName} {item.specificationName}
              </strong>
              <small className="note">
                {[
                  t.enum('ProductType', item.productType),
                  t.enum('ChargePeriod', item.period),
                  item.sellerName,
                  deliveryOf(item, t),
                ].join(' · ')}
              </small>
              {item.privateOffer && (
                <small className={styles.offer}>
                  <Tag>{format.fold(item.privateOffer.payRate)}</Tag>
                  {t('ui.checkout.offerOf', {
                    seller: item.sellerName,
                    name: item.privateOffer.name,
                  })}
                </small>
              )}
              {item.discount && (
                <small className={styles.offer}>
                  <Tag>{format.fold(item.discount.payRate)}</Tag>
                  {t('ui.checkout.discountOf', { partner: item.discount.partnerName })}
                </small>
              )}
            </span>
            <Price item={item} format={format} t={t} />
            <NumberField
              className={styles.quantity}
              label={t('ui.checkout.quantityOf', {
                name: `${item.productName} ${item.specificationName}`,
              })}
              hideLabel
              value={quantityOf(basket, item)}
              min={0}
              max={MOST}
              onChange={(value) => onChange(withQuantity(basket, item, value ?? 0))}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
