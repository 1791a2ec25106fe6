import { type ReactNode, useMemo } from 'react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { DifferenceTable_DifferenceFragment } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Badge } from '../../../ui/display/Badge.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Segmented } from '../../../ui/fields/Segmented.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { DifferenceSteps } from './DifferenceSteps.tsx';

const Difference = graphql(`
  fragment DifferenceTable_difference on Difference {
    id tradeId status differenceClass field ours theirs oursAt theirsAt createdAt
    oursAmount { amount currency } theirsAmount { amount currency } gap { amount currency }
    resolution resolvedAt reason
    organization { id name }
    customer { id name }
    order { id number }
    ...DifferenceSteps_difference
  }
`);
type Row = DifferenceTable_DifferenceFragment;

/** A value as the side shows it: a word of the product by its label. */
const shownValue = (value: string | null | undefined, t: Text): string =>
  value == null
    ? t('ui.none')
    : t.maybe(
        `enum.BindingType.${value}`,
        undefined,
        t.maybe(`enum.OrderStatus.${value}`, undefined, value),
      );

/** One side of a difference: its amount or its value, with the months or the time below. */
function side(row: Row, of: 'ours' | 'theirs', t: Text, format: Format) {
  const value = row[of];
  const amount = row[`${of}Amount`];
  const at = row[`${of}At`];
  const note = row.field === 'charge' ? value : at && format.dateTime(at);
  return <TwoLine note={note}>{amount ? format.money(amount) : shownValue(value, t)}</TwoLine>;
}

const columnsOf = (t: Text, format: Format): readonly Column<Row>[] => [
  {
    id: 'class',
    header: t('ui.difference.class'),
    card: 'badge',
    cell: (row) => (
      <TwoLine note={format.dateTime(row.createdAt)}>
        <Badge tone={row.status === 'OPEN' ? 'waiting' : 'idle'}>
          {t.enum('DifferenceClass', row.differenceClass)}
        </Badge>
      </TwoLine>
    ),
  },
  {
    id: 'subject',
    header: t('ui.difference.subject'),
    card: 'title',
    cell: (row) => (
      <TwoLine note={row.organization.name}>
        {row.order ? (
          <RouteLink to="/orders/$id" params={{ id: row.order.id }}>
            {row.order.number}
          </RouteLink>
        ) : row.customer ? (
          <RouteLink to="/customers/$id" params={{ id: row.customer.id }}>
            {row.customer.name}
          </RouteLink>
        ) : (
          (row.tradeId ?? row.field)
        )}
      </TwoLine>
    ),
  },
  {
    id: 'ours',
    header: t('ui.difference.ours'),
    align: 'end',
    wrap: true,
    cell: (row) => side(row, 'ours', t, format),
  },
  {
    id: 'theirs',
    header: t('ui.difference.theirs'),
    align: 'end',
    wrap: true,
    cell: (row) => side(row, 'theirs', t, format),
  },
  {
    id: 'gap',
    header: t('ui.difference.gap'),
    align: 'end',
    card: 'value',
    cell: (row) =>
      row.gap ? (
        <span className={row.gap.amount.startsWith('-') ? 't-bad' : undefined}>
          {format.amount(row.gap.amount)}
        </span>
      ) : (
        t('ui.none')
      ),
  },
  {
    id: 'step',
    header: t('ui.difference.step'),
    align: 'end',
    whole: true,
    width: 150,
    cell: (row) =>
      row.resolution ? (
        <TwoLine
          note={[row.resolvedAt && format.dateTime(row.resolvedAt), row.reason]
            .filter(Boolean)
            .join(' · ')}
        >
          {t.enum('DifferenceResolution', row.resolution)}
        </TwoLine>
      ) : (
        <DifferenceSteps difference={row} />
      ),
  },
];

interface Count {
  value: number;
  isExact: boolean;
}

export interface DifferenceTableProps {
  differences: readonly FragmentType<typeof Difference>[];
  status: 'OPEN' | 'RESOLVED';
  /** Numbers of both states, and the choice between them; absent: the open ones only. */
  choice?: Record<'OPEN' | 'RESOLVED', Count> & {
    onChange: (status: 'OPEN' | 'RESOLVED') => void;
  };
  actions?: ReactNode;
}

/** Values that the upstream has otherwise than our record: both values, both times, one step. */
export function DifferenceTable({ differences, status, choice, actions }: DifferenceTableProps) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  const rows = differences.map((one) => readFragment(Difference, one));
  return (
    <Card
      flush
      title={t('ui.difference.title')}
      note={t('ui.difference.note')}
      actions={
        choice ? (
          <Segmented
            label={t('ui.status')}
            value={status}
            onChange={(id) => choice.onChange(id === 'RESOLVED' ? 'RESOLVED' : 'OPEN')}
            options={(['OPEN', 'RESOLVED'] as const).map((id) => ({
              id,
              label: `${t.enum('DifferenceStatus', id)} ${format.count(choice[id])}`,
            }))}
          />
        ) : (
          actions
        )
      }
    >
      <DataTable
        label={t('ui.difference.title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        empty={
          <EmptyState
            title={t(status === 'OPEN' ? 'ui.difference.none' : 'ui.difference.noneResolved')}
          />
        }
      />
    </Card>
  );
}
