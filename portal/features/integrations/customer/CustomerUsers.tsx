import { useMemo } from 'react';
import { graphql } from '../../../gql/gql.ts';
import type { CustomerUsersQuery } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { CustomerTab } from './CustomerTab.tsx';

const Users = graphql(`
  query CustomerUsers($id: ID!) {
    customer(by: { id: $id }) {
      id
      users(first: 100) {
        nodes { id externalId name mail { address syncedAt } }
        count { value isExact }
      }
    }
  }
`);

type Row = NonNullable<CustomerUsersQuery['customer']>['users']['nodes'][number];

const columnsOf = (t: Text, format: Format): readonly Column<Row>[] => [
  {
    id: 'name',
    header: t('ui.customer.user'),
    card: 'title',
    cell: (row) => row.name ?? row.externalId,
  },
  {
    id: 'externalId',
    header: t('ui.customer.externalId'),
    cell: (row) => <span className="mono">{row.externalId}</span>,
  },
  {
    id: 'mail',
    header: t('ui.customer.enterpriseMail'),
    wrap: true,
    cell: (row) =>
      row.mail ? (
        <TwoLine note={t('ui.upstream.asOf', { time: format.dateTime(row.mail.syncedAt) })}>
          {row.mail.address}
        </TwoLine>
      ) : (
        t('ui.none')
      ),
  },
];

/** The users of a customer with their enterprise mail, which the upstream is asked for now. */
export function CustomerUsers({ of }: { of: string }) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  return (
    <CustomerTab query={Users} of={of}>
      {({ customer }) =>
        customer && (
          <Card flush title={t('ui.customer.tab.users')} note={format.count(customer.users.count)}>
            <DataTable
              label={t('ui.customer.tab.users')}
              columns={columns}
              rows={customer.users.nodes}
              rowId={(row) => row.id}
              empty={<EmptyState title={t('ui.customer.noUsers')} />}
            />
          </Card>
        )
      }
    </CustomerTab>
  );
}
