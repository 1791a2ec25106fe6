import { useMemo } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type { RunPreviewQuery } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { amountColumns, outcomeColumn } from './outcome-columns.tsx';

const Preview = graphql(`
  query RunPreview($period: Month!) {
    billRunPreview(period: $period) {
      period runAt billCount
      gross { amount currency }
      partners {
        partnerId partnerName status bound lineCount
        gross { amount currency }
        usual { amount currency }
        pending { amount currency }
      }
    }
  }
`);
type Row = RunPreviewQuery['billRunPreview']['partners'][number];

const columnsOf = (t: Text, format: Format): readonly Column<Row>[] => [
  {
    id: 'partner',
    header: t('ui.partner'),
    card: 'title',
    cell: (row) => row.partnerName,
  },
  outcomeColumn(t),
  {
    id: 'lines',
    header: t('ui.bill.lineCount'),
    align: 'end',
    hideBelow: 720,
    cell: (row) => format.number(row.lineCount),
  },
  ...amountColumns(t, format),
];

/** 试算: the bills that the run would make of the orders so far, and the partners that it would park. */
export function RunPreview({ period }: { period: string }) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  const [result, reload] = useQuery({
    query: Preview,
    variables: { period },
    requestPolicy: 'network-only',
  });
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
      {({ billRunPreview: { partners, billCount, gross } }) => (
        <Card
          flush
          title={t('ui.close.previewTitle', { count: billCount, amount: format.money(gross) })}
          note={t('ui.close.previewText')}
        >
          <DataTable
            label={t('ui.close.preview')}
            columns={columns}
            rows={partners}
            rowId={(row) => row.partnerId}
            empty={t('ui.close.nothingToBill')}
          />
        </Card>
      )}
    </QueryGate>
  );
}
