import Big from 'big.js';
import { useMemo } from 'react';
import { PayRate } from '../../../domain/PayRate.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { DiscountLines_DiscountFragment } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';

const Discount = graphql(`
  fragment DiscountLines_discount on ExclusiveDiscount {
    status
    listTotal { currency }
    lines {
      id specificationCode specificationName payRate floorPayRate pricedBy isUsable
      listPrice { amount currency }
      netPrice { amount currency }
    }
  }
`);

type D = DiscountLines_DiscountFragment;
type Line = D['lines'][number];

/** The customer does not see the floor, nor which side of it the price is on. */
const showsFloor = (d: D): boolean => d.lines.some((line) => line.floorPayRate);

const floorColumn = (d: D, t: Text): Column<Line>[] =>
  showsFloor(d)
    ? [
        {
          id: 'floor',
          header: t('ui.discount.floor'),
          align: 'end',
          cell: (line) => (line.floorPayRate ? <PayRate rate={line.floorPayRate} /> : t('ui.none')),
        },
      ]
    : [];

const columnsOf = (d: D, t: Text, format: Format): Column<Line>[] => [
  {
    id: 'specification',
    header: t('ui.specification'),
    card: 'title',
    cell: (line) => <TwoLine note={line.specificationCode}>{line.specificationName}</TwoLine>,
  },
  {
    id: 'list',
    header: t('ui.discount.listPrice'),
    align: 'end',
    cell: (line) => format.amount(line.listPrice.amount),
  },
  ...floorColumn(d, t),
  {
    id: 'rate',
    header: t('ui.rate'),
    align: 'end',
    cell: (line) => (
      <PayRate
        rate={line.payRate}
        note={showsFloor(d) ? t(`ui.discount.fixed.${line.pricedBy}`) : undefined}
      />
    ),
  },
  {
    id: 'net',
    header: t('ui.discount.netPrice'),
    align: 'end',
    card: 'value',
    cell: (line) => <strong>{format.amount(line.netPrice.amount)}</strong>,
  },
];

/**
 * Prices of a discount by specification, marked when below the floor. Without a total, because the
 * customer may choose one of them.
 */
export function DiscountLines({ discount }: { discount: FragmentType<typeof Discount> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Discount, discount);
  const columns = useMemo(() => columnsOf(d, t, format), [d, t, format]);
  const currency = d.listTotal.currency;
  const unit = d.status === 'DRAFT' ? 'ui.discount.unitLive' : 'ui.discount.unitFrozen';
  return (
    <Card
      flush
      title={t('ui.discount.prices')}
      note={t(showsFloor(d) ? unit : 'ui.offer.unit', { currency })}
    >
      <DataTable
        label={t('ui.discount.prices')}
        columns={columns}
        rows={d.lines}
        rowId={(line) => line.id}
        below={(line) =>
          !line.isUsable && d.status !== 'UNUSABLE' ? (
            <span className="note t-bad">{t('ui.discount.unusableLine')}</span>
          ) : (
            line.floorPayRate &&
            new Big(line.payRate).lt(line.floorPayRate) && (
              <span className="note t-waiting">{t('ui.discount.belowFloorNote')}</span>
            )
          )
        }
      />
    </Card>
  );
}
