import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type { NextBillQuery } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { FactStrip } from '../../../ui/display/FactStrip.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';

const Next = graphql(`
  query NextBill {
    settlementForecast {
      period runAt status bound lineCount
      gross { amount currency }
      net { amount currency }
      tax { amount currency }
      carriedIn { amount currency }
      groups { productType lineCount isCarriedOver amount { amount currency } }
    }
  }
`);
type Group = NextBillQuery['settlementForecast']['groups'][number];

const TONES = { BILLED: 'good', NOTHING: 'idle', PARKED: 'waiting', WAITING: 'idle' } as const;

const columnsOf = (t: Text, format: Format): readonly Column<Group>[] => [
  {
    id: 'type',
    header: t('ui.product.type'),
    card: 'title',
    cell: (row) => t.enum('ProductType', row.productType),
  },
  {
    id: 'lines',
    header: t('ui.earned.count'),
    align: 'end',
    cell: (row) => format.number(row.lineCount),
  },
  {
    id: 'amount',
    header: t('ui.earned.amount'),
    align: 'end',
    card: 'value',
    cell: (row) => format.money(row.amount),
  },
  {
    id: 'outcome',
    header: t('ui.nextBill.outcome'),
    card: 'badge',
    cell: (row) => (
      <Badge tone={row.isCarriedOver ? 'waiting' : 'good'}>
        {t(row.isCarriedOver ? 'ui.nextBill.carriedOver' : 'ui.nextBill.onBill')}
      </Badge>
    ),
  },
];

/** 试算: the bill that the next run would make of the lines so far, as the run itself computes it. */
export function NextBill() {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  const [result, reload] = useQuery({ query: Next, requestPolicy: 'network-only' });
  return (
    <QueryGate
      result={result}
      retry={reload}
      skeleton={
        <Card>
          <Skeleton lines={4} height={24} />
        </Card>
      }
    >
      {({ settlementForecast: bill }) => (
        <>
          <FactStrip
            title={t('ui.nextBill', { period: bill.period })}
            note={t('ui.nextBill.run', { date: format.date(bill.runAt) })}
            facts={[
              {
                id: 'gross',
                label: t('ui.bill.gross'),
                value: format.money(bill.gross),
                note: t('ui.nextBill.split', {
                  net: format.money(bill.net),
                  tax: format.money(bill.tax),
                }),
              },
              {
                id: 'lines',
                label: t('ui.bill.lineCount'),
                value: format.number(bill.lineCount),
                note: t('ui.nextBill.carriedIn', { amount: format.money(bill.carriedIn) }),
              },
              {
                id: 'outcome',
                label: t('ui.nextBill.outcome'),
                value: (
                  <Badge tone={TONES[bill.status]}>{t(`ui.nextBill.outcome.${bill.status}`)}</Badge>
                ),
                note: bill.bound && t.enum('BillRunBound', bill.bound),
              },
            ]}
          />
          <Card flush title={t('ui.nextBill.groups')} note={t('ui.nextBill.groupsNote')}>
            <DataTable
              label={t('ui.nextBill.groups')}
              columns={columns}
              rows={bill.groups}
              rowId={(row) => row.productType}
              empty={t('ui.nextBill.nothing')}
            />
          </Card>
        </>
      )}
    </QueryGate>
  );
}
