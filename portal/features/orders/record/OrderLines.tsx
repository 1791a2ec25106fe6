import { useMemo } from 'react';
import { DerivedAmount } from '../../../domain/derivation/DerivedAmount.tsx';
import { PayRate } from '../../../domain/PayRate.tsx';
import { SellerLink } from '../../../domain/SellerLink.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import {
  derivationOf,
  isSettled,
  type Line,
  type Order,
  OrderJourney,
  settlementOf,
  settlementSum,
} from './journey.ts';
import { LineJourney } from './LineJourney.tsx';

/** Terms that are frozen at payment; a customer has none. */
const termColumns = (o: Order, t: Text, format: Format): Column<Line>[] =>
  o.lines.some((line) => line.shareRatio)
    ? [
        {
          id: 'share',
          header: t('ui.order.shareFrozen'),
          align: 'end',
          cell: (line) => (line.shareRatio ? format.percent(line.shareRatio) : t('ui.none')),
        },
        {
          id: 'strategy',
          header: t('ui.order.strategy'),
          cell: (line) =>
            line.strategy ? (
              <TwoLine note={t(`ui.order.formula.${line.strategy}`)}>
                {t.enum('ShareStrategy', line.strategy)}
              </TwoLine>
            ) : (
              t('ui.none')
            ),
        },
      ]
    : [];

function moneyColumns(o: Order, t: Text, format: Format): Column<Line>[] {
  if (!o.lines.some(isSettled)) return [];
  const sum = settlementSum(o.lines);
  return [
    {
      id: 'settlement',
      header: t('ui.order.settlement'),
      align: 'end',
      card: 'value',
      cell: (line) => {
        const money = settlementOf(line);
        return (
          <TwoLine note={money ? t(line.billLine ? 'ui.order.billed' : 'ui.order.estimated') : ''}>
            <strong>
              {money ? (
                <DerivedAmount
                  derivation={derivationOf(line)}
                  title={t('ui.bill.howLine')}
                  note={line.productName}
                  more={
                    line.billLine && (
                      <RouteLink to="/bills/$id" params={{ id: line.billLine.bill.id }}>
                        {t('ui.bill.title', { period: line.billLine.bill.period })}
                      </RouteLink>
                    )
                  }
                >
                  {format.amount(money.amount)}
                </DerivedAmount>
              ) : (
                t('ui.order.undecided')
              )}
            </strong>
          </TwoLine>
        );
      },
      footer: sum ? format.amount(sum) : t('ui.order.undecided'),
    },
  ];
}

const columnsOf = (o: Order, t: Text, format: Format): readonly Column<Line>[] => [
  {
    id: 'line',
    header: t('ui.specification'),
    card: 'title',
    wrap: true,
    width: 220,
    cell: (line) => (
      <TwoLine
        note={
          <>
            {line.specificationName}
            {line.seller && (
              <>
                {' · '}
                <SellerLink seller={line.seller} />
              </>
            )}
          </>
        }
      >
        {line.productName} {t('ui.order.quantity', { quantity: line.quantity })}
      </TwoLine>
    ),
    footer: t('ui.order.sumOf', { count: o.lines.length }),
  },
  {
    id: 'list',
    header: t('ui.discount.listPrice'),
    align: 'end',
    cell: (line) => format.amount(line.listPrice.amount),
    footer: format.amount(o.listTotal.amount),
  },
  {
    id: 'rate',
    header: t('ui.rate'),
    align: 'end',
    cell: (line) => <PayRate rate={line.payRate} />,
  },
  {
    id: 'deal',
    header: t('ui.order.deal'),
    align: 'end',
    cell: (line) => (
      <DerivedAmount
        derivation={line.dealPriceDerivation}
        title={t('ui.order.howDeal')}
        note={line.productName}
      >
        {format.amount(line.dealPrice.amount)}
      </DerivedAmount>
    ),
    footer: format.amount(o.dealTotal.amount),
  },
  {
    id: 'cash',
    header: t('ui.order.cash'),
    align: 'end',
    cell: (line) =>
      Number(line.voucher.amount) === 0 ? (
        format.amount(line.cash.amount)
      ) : (
        <TwoLine note={t('ui.order.voucherOf', { amount: format.amount(line.voucher.amount) })}>
          {format.amount(line.cash.amount)}
        </TwoLine>
      ),
    footer: format.amount(o.cashTotal.amount),
  },
  ...termColumns(o, t, format),
  ...moneyColumns(o, t, format),
];

/** Lines of an order, each with its price, its frozen terms and its way to the bill. */
export function OrderLines({ order }: { order: FragmentType<typeof OrderJourney> }) {
  const t = useText();
  const format = useFormat();
  const o = readFragment(OrderJourney, order);
  const columns = useMemo(() => columnsOf(o, t, format), [o, t, format]);
  return (
    <Card
      flush
      title={t('ui.order.lines')}
      note={t('ui.order.linesNote', { currency: o.dealTotal.currency })}
    >
      <DataTable
        label={t('ui.order.lines')}
        columns={columns}
        rows={o.lines}
        rowId={(line) => line.id}
        below={(line) => <LineJourney order={o} line={line} />}
      />
    </Card>
  );
}
