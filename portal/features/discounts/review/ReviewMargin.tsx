import Big from 'big.js';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { netOf } from '../../../lib/rate.ts';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Review.module.css';

const Discount = graphql(`
  fragment ReviewMargin_discount on ExclusiveDiscount {
    listTotal { amount currency }
    netTotal { amount currency }
    savings { amount currency }
    lines { id floorPayRate listPrice { amount currency } }
  }
`);

/** The net total between list price and floor, and the discount amount. */
export function ReviewMargin({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Discount, discount);
  const list = new Big(d.listTotal.amount);
  const net = new Big(d.netTotal.amount);
  const floor = d.lines.reduce(
    (sum, line) => sum.plus(netOf(line.listPrice.amount, line.floorPayRate ?? '0')),
    new Big(0),
  );
  const above = net.minus(floor);
  const money = (value: Big) =>
    format.money({ amount: value.toFixed(2), currency: d.listTotal.currency });
  const bars = [
    { id: 'list', label: t('ui.discount.listTotal'), value: list },
    { id: 'net', label: t('ui.discount.netTotal'), value: net },
    { id: 'floor', label: t('ui.discount.floorTotal'), value: floor },
  ];
  const items = [
    {
      id: 'above',
      label: t(above.lt(0) ? 'ui.review.belowFloor' : 'ui.discount.aboveFloor'),
      value: (
        <strong className={above.lt(0) ? 't-bad' : 't-good'}>
          {above.gt(0) && '+'}
          {money(above.abs())}
        </strong>
      ),
    },
    {
      id: 'given',
      label: t('ui.review.againstList'),
      value: `${money(net.minus(list))} · ${format.percent(list.eq(0) ? '0' : net.minus(list).div(list).toFixed(4))}`,
    },
  ];
  return (
    <Card title={t('ui.review.margin')} note={t('ui.review.marginNote')}>
      <div className="stack">
        <dl className={styles.bars}>
          {bars.map((bar) => (
            <div key={bar.id} data-bar={bar.id}>
              <dt>{bar.label}</dt>
              <dd>
                <span
                  className={styles.bar}
                  style={{
                    inlineSize: `${list.eq(0) ? 0 : bar.value.div(list).times(100).toFixed(1)}%`,
                  }}
                />
                <span className={styles.amount}>{money(bar.value)}</span>
              </dd>
            </div>
          ))}
        </dl>
        <DescriptionList variant="sum" items={items} />
      </div>
    </Card>
  );
}
