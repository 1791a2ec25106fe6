import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { SettlementBillLineFilter } from '../../gql/graphql.ts';
import { failureOf } from '../../lib/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent } from '../../lib/lazy.tsx';
import { useMay } from '../../lib/session.ts';
import { ListPager } from '../../list/ListPager.tsx';
import { FailureState } from '../../shell/FailureState.tsx';
import { SearchField } from '../../ui/fields/SearchField.tsx';
import { Segmented } from '../../ui/fields/Segmented.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import styles from './Bill.module.css';
import { billLineColumns, type LineStep, type Row } from './bill-line-columns.tsx';
import { LinesQuery, PAGE } from './bill-lines.documents.ts';

const AdjustDialog = lazyComponent(() => import('./adjustment/AdjustDialog.tsx'), 'AdjustDialog');
const DisputeDialog = lazyComponent(() => import('./dispute/DisputeDialog.tsx'), 'DisputeDialog');

const Bill = graphql(`
  fragment BillLines_bill on SettlementBill {
    id period lineCount status
    tieOutAtRun { refundCount adjustmentCount }
  }
`);
type Shown = 'all' | 'changes';

/** Lines of a bill in pages, with the query of one line; an amount opens its calculation. */
export function BillLines({ bill }: { bill: FragmentType<typeof Bill> }) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Bill, bill);
  const [size, setSize] = useState(PAGE);
  const [stack, setStack] = useState<readonly string[]>([]);
  const [shown, setShown] = useState<Shown>('all');
  const [order, setOrder] = useState('');
  const [opened, setOpened] = useState<{ step: LineStep; row: Row } | null>(null);
  // A bill that is not sent yet is made again instead.
  const mayAdjust = useMay()('billAdjustmentCreate') && b.status !== 'GENERATED';
  const after = stack.at(-1) ?? null;
  const filter: SettlementBillLineFilter = {
    ...(shown === 'changes' && { kind: ['REFUND', 'ADJUSTMENT'] }),
    ...(order && { orderNumber: [order] }),
  };
  const [result, reload] = useQuery({
    query: LinesQuery,
    variables: { id: b.id, first: size, after, filter },
  });
  const lines = result.data?.settlementBill?.lines;
  const totals = lines?.totals;
  const count = lines?.count.value ?? b.lineCount;
  const columns = useMemo(
    () =>
      billLineColumns({
        period: b.period,
        totals,
        count,
        mayAdjust,
        onStep: (step, row) => setOpened({ step, row }),
        t,
        format,
      }),
    [b.period, totals, count, mayAdjust, t, format],
  );
  const changes = (b.tieOutAtRun?.refundCount ?? 0) + (b.tieOutAtRun?.adjustmentCount ?? 0);
  const StepDialog = opened?.step === 'adjust' ? AdjustDialog : DisputeDialog;
  const restart =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setStack([]);
    };
  if (result.error && !lines)
    return (
      <FailureState
        failure={failureOf(result.error)}
        onRetry={() => reload({ requestPolicy: 'network-only' })}
      />
    );
  return (
    <>
      <Card
        flush
        title={t('ui.bill.lines')}
        note={t('ui.bill.linesNote')}
        actions={
          <span className={styles.filters} data-noprint>
            {changes > 0 && (
              <Segmented
                label={t('ui.bill.lines')}
                options={[
                  { id: 'all', label: t('ui.bill.allLines', { count: b.lineCount }) },
                  { id: 'changes', label: t('ui.bill.changes', { count: changes }) },
                ]}
                value={shown}
                onChange={restart((id: string) => setShown(id as Shown))}
              />
            )}
            <SearchField
              label={t('ui.bill.findLine')}
              placeholder={t('ui.bill.findLine')}
              value={order}
              onChange={restart(setOrder)}
            />
          </span>
        }
      >
        <DataTable
          label={t('ui.bill.lines')}
          columns={columns}
          rows={lines?.nodes ?? []}
          rowId={(row) => row.id}
          loading={result.fetching}
          empty={<p className={styles.empty}>{t('ui.bill.noLine')}</p>}
        />
      </Card>
      {lines && (
        <ListPager
          connection={lines}
          isLoading={result.fetching}
          state={{
            offset: stack.length * size,
            size,
            after,
            next: (cursor) => setStack([...stack, cursor]),
            previous: () => setStack(stack.slice(0, -1)),
            setSize: restart(setSize),
          }}
        />
      )}
      {opened && (
        <StepDialog
          billLineId={opened.row.id}
          subject={`${opened.row.orderLine.productName} · ${opened.row.orderLine.orderNumber}`}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
