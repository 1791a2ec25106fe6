import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { BillLines_BillFragment, BillLinesQuery } from '../../gql/graphql.ts';
import { failureOf } from '../../lib/errors.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { ListPager } from '../../list/ListPager.tsx';
import { FailureState } from '../../shell/FailureState.tsx';
import { RouteLink } from '../../shell/links.ts';
import { TwoLine } from '../../ui/display/TwoLine.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import type { Column } from '../../ui/table/table.ts';

const Bill = graphql(`
  fragment BillLines_bill on SettlementBill { id lineCount gross { amount currency } }
`);
const LinesQuery = graphql(`
  query BillLines($id: ID!, $first: Int!, $after: String) {
    settlementBill(by: { id: $id }) {
      id
      lines(first: $first, after: $after) {
        nodes {
          id kind month shareRatio strategy
          cash { amount currency }
          base { amount currency }
          settlement { amount currency }
          orderLine { id orderNumber productName order { id } }
        }
        pageInfo { hasNextPage endCursor }
        count { value isExact }
        totals { cash { amount currency } base { amount currency } }
      }
    }
  }
`);

type Lines = NonNullable<BillLinesQuery['settlementBill']>['lines'];
type Row = Lines['nodes'][number];

/** The totals cover the whole bill, on each page. */
const columnsOf = (
  bill: BillLines_BillFragment,
  totals: Lines['totals'] | undefined,
  t: Text,
  format: Format,
): readonly Column<Row>[] => [
  {
    id: 'order',
    header: t('ui.order'),
    card: 'title',
    cell: ({ orderLine }) => (
      <TwoLine note={orderLine.productName}>
        <RouteLink variant="quiet" to="/orders/$id" params={{ id: orderLine.order.id }}>
          {orderLine.orderNumber}
        </RouteLink>
      </TwoLine>
    ),
    footer: t('ui.bill.total', { count: bill.lineCount }),
  },
  {
    id: 'kind',
    header: t('ui.bill.kind'),
    cell: (row) => <TwoLine note={row.month}>{t.enum('SettlementBillLineKind', row.kind)}</TwoLine>,
  },
  {
    id: 'cash',
    header: t('ui.order.cash'),
    align: 'end',
    cell: (row) => format.money(row.cash),
    footer: totals && format.money(totals.cash),
  },
  {
    id: 'base',
    header: t('ui.bill.base'),
    align: 'end',
    hideBelow: 720,
    cell: (row) => format.money(row.base),
    footer: totals && format.money(totals.base),
  },
  {
    id: 'share',
    header: t('ui.product.share'),
    align: 'end',
    cell: (row) => format.percent(row.shareRatio),
  },
  {
    id: 'settlement',
    header: t('ui.bill.settlement'),
    align: 'end',
    card: 'value',
    cell: (row) => <strong>{format.money(row.settlement)}</strong>,
    footer: format.money(bill.gross),
  },
];

export function BillLines({ bill }: { bill: FragmentType<typeof Bill> }) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Bill, bill);
  const [size, setSize] = useState(50);
  const [stack, setStack] = useState<readonly string[]>([]);
  const after = stack.at(-1) ?? null;
  const [result, reload] = useQuery({
    query: LinesQuery,
    variables: { id: b.id, first: size, after },
  });
  const lines = result.data?.settlementBill?.lines;
  const totals = lines?.totals;
  const columns = useMemo(() => columnsOf(b, totals, t, format), [b, totals, t, format]);
  if (result.error && !lines)
    return (
      <FailureState
        failure={failureOf(result.error)}
        onRetry={() => reload({ requestPolicy: 'network-only' })}
      />
    );
  return (
    <>
      <Card flush title={t('ui.bill.lines')}>
        <DataTable
          label={t('ui.bill.lines')}
          columns={columns}
          rows={lines?.nodes ?? []}
          rowId={(row) => row.id}
          loading={result.fetching}
          empty={t('ui.none')}
        />
      </Card>
      {lines && (
        <ListPager
          connection={lines}
          state={{
            offset: stack.length * size,
            size,
            after,
            next: (cursor) => setStack([...stack, cursor]),
            previous: () => setStack(stack.slice(0, -1)),
            setSize(next) {
              setSize(next);
              setStack([]);
            },
          }}
        />
      )}
    </>
  );
}
