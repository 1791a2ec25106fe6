import { useMemo } from 'react';
import { graphql } from '../../../gql/gql.ts';
import type { CustomerConsumptionQuery } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { CustomerTab } from './CustomerTab.tsx';

/** The charges of 18 months, the longest time that the upstream answers for. */
const Consumption = graphql(`
  query CustomerConsumption($id: ID!) {
    customer(by: { id: $id }) {
      id
      firstCashAt
      consumption(first: 18) {
        nodes {
          id month
          official { amount currency }
          discount { amount currency }
          payable { amount currency }
          cash { amount currency }
          credit { amount currency }
          debt { amount currency }
        }
      }
    }
  }
`);

type Row = NonNullable<CustomerConsumptionQuery['customer']>['consumption']['nodes'][number];

const AMOUNTS = ['official', 'discount', 'payable', 'cash', 'credit', 'debt'] as const;

const columnsOf = (t: Text, format: Format): readonly Column<Row>[] => [
  {
    id: 'month',
    header: t('ui.close.period'),
    card: 'title',
    whole: true,
    cell: ({ month }) => month,
  },
  ...AMOUNTS.map(
    (name): Column<Row> => ({
      id: name,
      header: t(`ui.consumption.${name}`),
      align: 'end',
      whole: true,
      cell: (row) => <span className="num">{format.money(row[name])}</span>,
    }),
  ),
];

/** Monthly consumption of a customer, from the partner's account in the upstream system. */
export function CustomerConsumption({ of }: { of: string }) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  return (
    <CustomerTab query={Consumption} of={of}>
      {({ customer }) =>
        customer && (
          <Card
            flush
            title={t('ui.customer.tab.consumption')}
            note={
              customer.firstCashAt &&
              t('ui.consumption.since', { day: format.date(customer.firstCashAt) })
            }
          >
            <DataTable
              label={t('ui.customer.tab.consumption')}
              columns={columns}
              rows={customer.consumption.nodes}
              rowId={(row) => row.id}
              empty={<EmptyState title={t('ui.consumption.none')} />}
            />
          </Card>
        )
      }
    </CustomerTab>
  );
}
