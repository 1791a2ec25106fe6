import { CURRENCY, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { netOf } from '../../../lib/rate.ts';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Listing.module.css';
import type { Listing, TypeRule } from './listing.ts';

/** Preview of the typed listing for customers and for partners. */
export function ListingPreview({ values, rule }: { values: Listing; rule: TypeRule }) {
  const t = useText();
  const format = useFormat();
  const { name, productType, saleModel, supervisionTemplate, averageDeliveryDays } = values;
  const priced = values.specifications.filter(({ listPrice }) => listPrice);
  const price = (amount: string, period: Listing['specifications'][number]['period']) =>
    `${format.money({ amount, currency: CURRENCY })} · ${t.enum('ChargePeriod', period)}`;
  const delivery = !rule.isSold
    ? t('ui.product.leadsOut')
    : averageDeliveryDays && supervisionTemplate
      ? t('ui.product.deliveryIn', { days: averageDeliveryDays })
      : t(
          rule.templateRequired || supervisionTemplate
            ? 'ui.product.deliveryOpen'
            : 'ui.product.instant',
        );
  return (
    <>
      <Card title={t('ui.product.customerSees')}>
        <div className={styles.preview}>
          <strong>{name || t('ui.product.unnamed')}</strong>
          <span className="note">
            {`${t.enum('ProductType', productType)} · ${t.enum('SaleModel', saleModel)}`}
          </span>
          <span>{delivery}</span>
          {rule.isSold && (
            <ul className={styles.prices}>
              {priced.map((one, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows of a form have no other identity than their order
                <li key={index}>
                  <span>{one.name || one.code}</span>
                  <strong>{price(one.listPrice, one.period)}</strong>
                </li>
              ))}
            </ul>
          )}
        </div>
      </Card>
      {rule.isSold && (
        <Card title={t('ui.product.partnerSees')}>
          <DescriptionList
            variant="sum"
            items={[
              {
                id: 'floor',
                label: t('ui.discount.floor'),
                value: values.floorPayRate
                  ? format.payRate(values.floorPayRate)
                  : t('ui.product.floorByPolicyShort'),
              },
              {
                id: 'share',
                label: t('ui.product.share'),
                value:
                  values.standardShareRatio && values.maxShareRatio
                    ? t('ui.product.shareValue', {
                        usual: format.percent(values.standardShareRatio),
                        most: format.percent(values.maxShareRatio),
                      })
                    : t('ui.none'),
              },
              ...(values.floorPayRate
                ? priced.map(({ code, name: label, listPrice }) => ({
                    id: code,
                    label: t('ui.product.lowest', { name: label || code }),
                    value: format.money({
                      amount: netOf(listPrice, values.floorPayRate),
                      currency: CURRENCY,
                    }),
                  }))
                : []),
            ]}
          />
        </Card>
      )}
    </>
  );
}
