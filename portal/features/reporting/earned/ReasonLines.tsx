import { useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type { EarnedLinesQuery } from '../../../gql/graphql.ts';
import { failureOf } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FailureState } from '../../../shell/FailureState.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import type { Group } from './groups.ts';

const Lines = graphql(`
  query EarnedLines($filter: OrderLineFilter!, $first: Int!, $after: String) {
    orderLines(filter: $filter, first: $first, after: $after) {
      nodes {
        id orderNumber productName placedAt
        order { id customerName }
        settlementAmount { amount currency }
        settlement { expectedPeriod blockers { code who since until } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

type Row = EarnedLinesQuery['orderLines']['nodes'][number];
type Blocker = NonNullable<Row['settlement']>['blockers'][number];
const SIZE = 50;

/** Every reason of a line: who must act, since when, until when. */
function Blockers({ of }: { of: readonly Blocker[] }) {
  const t = useText();
  const format = useFormat();
  return of.map(({ code, who, since, until }) => (
    <TwoLine
      key={code}
      note={[
        t.enum('SettlementActor', who),
        since && t('ui.earned.since', { time: format.dateTime(since) }),
        until && t('ui.earned.untilTime', { time: format.dateTime(until) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      {t.enum('BillingBlocker', code)}
    </TwoLine>
  ));
}

/** The order lines of one group, newest first. */
export function ReasonLines({ group }: { group: Group }) {
  const t = useText();
  const format = useFormat();
  const [stack, setStack] = useState<readonly string[]>([]);
  const [result, reload] = useQuery({
    query: Lines,
    variables: {
      filter: {
        billingStatus: ['PENDING' as const],
        billingReason: [group.reason],
        isRefund: group.isRefund,
      },
      first: SIZE,
      after: stack.at(-1) ?? null,
    },
  });
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      {
        id: 'order',
        header: t('ui.order'),
        card: 'title',
        cell: (row) => (
          <TwoLine note={row.productName}>
            <RouteLink variant="quiet" to="/orders/$id" params={{ id: row.order.id }}>
              {row.orderNumber}
            </RouteLink>
          </TwoLine>
        ),
      },
      { id: 'customer', header: t('ui.customer'), cell: (row) => row.order.customerName },
      {
        id: 'amount',
        header: t('ui.earned.amount'),
        align: 'end',
        card: 'value',
        whole: true,
        cell: (row) =>
          row.settlementAmount ? (
            format.money(row.settlementAmount)
          ) : (
            <span className="note">{t('ui.earned.notCounted')}</span>
          ),
      },
      {
        id: 'reasons',
        header: t('ui.transactions.blocker'),
        wrap: true,
        cell: (row) => <Blockers of={row.settlement?.blockers ?? []} />,
      },
      {
        id: 'period',
        header: t('ui.earned.expectedPeriod'),
        hideBelow: 960,
        cell: (row) => row.settlement?.expectedPeriod ?? t('ui.none'),
      },
      {
        id: 'placedAt',
        header: t('ui.order.placedAt'),
        hideBelow: 720,
        whole: true,
        cell: (row) => format.date(row.placedAt),
      },
    ],
    [t, format],
  );
  const lines = result.data?.orderLines;
  if (result.error && !lines)
    return (
      <FailureState
        failure={failureOf(result.error)}
        onRetry={() => reload({ requestPolicy: 'network-only' })}
      />
    );
  const end = lines?.pageInfo.endCursor;
  return (
    <>
      <DataTable
        label={t('ui.earned.linesOf')}
        columns={columns}
        rows={lines?.nodes ?? []}
        rowId={(row) => row.id}
        loading={result.fetching}
        skeletonRows={Math.min(group.lineCount, 5)}
      />
      {(stack.length > 0 || lines?.pageInfo.hasNextPage) && (
        <div className="row">
          <Button
            size="sm"
            isDisabled={stack.length === 0}
            onPress={() => setStack(stack.slice(0, -1))}
          >
            {t('ui.earned.previous')}
          </Button>
          <Button
            size="sm"
            isDisabled={!lines?.pageInfo.hasNextPage || !end}
            onPress={() => end && setStack([...stack, end])}
          >
            {t('ui.earned.next')}
          </Button>
        </div>
      )}
    </>
  );
}
