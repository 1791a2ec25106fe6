import { useMemo } from 'react';
import { useQuery } from 'urql';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { graphql } from '../../../gql/gql.ts';
import type { CustomerAuthorizationsQuery } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { nameOfKind } from '../rows.ts';

const Authorizations = graphql(`
  query CustomerAuthorizations($id: ID!) {
    customer(by: { id: $id }) {
      id
      cspAuthorizations(first: 50, orderBy: { field: ENDING, direction: DESC }) {
        nodes { id status productName floorPayRate shareRatio validFrom validUntil seller { id name } }
      }
      jointSalesAuthorizations(first: 50, orderBy: { field: ENDING, direction: DESC }) {
        nodes { id status productName floorPayRate shareRatio validFrom validUntil seller { id name } }
      }
    }
  }
`);

type Customer = NonNullable<CustomerAuthorizationsQuery['customer']>;
type Csp = Customer['cspAuthorizations']['nodes'][number] & { to: '/authorizations' };
type Joint = Customer['jointSalesAuthorizations']['nodes'][number] & {
  to: '/authorizations/joint';
};
type Row = Csp | Joint;

const rowsOf = (customer: Customer): Row[] =>
  [
    ...customer.cspAuthorizations.nodes.map((row): Row => ({ ...row, to: '/authorizations' })),
    ...customer.jointSalesAuthorizations.nodes.map(
      (row): Row => ({ ...row, to: '/authorizations/joint' }),
    ),
  ].toSorted((a, b) => b.validUntil.localeCompare(a.validUntil));

const columnsOf = (t: Text, format: Format): readonly Column<Row>[] => [
  {
    id: 'product',
    header: t('ui.product'),
    card: 'title',
    cell: (row) => (
      <TwoLine note={row.seller.name}>
        <RouteLink variant="quiet" to={row.to} search={{ open: row.id }}>
          {row.productName}
        </RouteLink>
      </TwoLine>
    ),
  },
  { id: 'kind', header: t('ui.authorization.kind'), cell: (row) => t(nameOfKind(row.to)) },
  {
    id: 'floor',
    header: t('ui.authorization.floorPayRate'),
    align: 'end',
    cell: (row) => format.fold(row.floorPayRate),
  },
  {
    id: 'validity',
    header: t('ui.discount.validity'),
    whole: true,
    cell: (row) => format.validity(row.validFrom, row.validUntil),
  },
  {
    id: 'status',
    header: t('ui.status'),
    card: 'badge',
    cell: (row) => (
      <StateBadge
        type={
          row.to === '/authorizations' ? 'CspAuthorizationStatus' : 'JointSalesAuthorizationStatus'
        }
        value={row.status}
      />
    ),
  },
];

/** Authorizations for this customer alone, in any state; those for all customers are under coverage. */
export function CustomerAuthorizations({ of }: { of: string }) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  const [result, reload] = useQuery({
    query: Authorizations,
    variables: { id: of },
    requestPolicy: 'cache-and-network',
  });
  const title = t('ui.nav.authorizations');
  return (
    <QueryGate
      result={result}
      retry={reload}
      skeleton={
        <Card>
          <Skeleton lines={5} height={24} />
        </Card>
      }
    >
      {({ customer }) => (
        <Card flush title={title} note={t('ui.authorization.ofCustomer')}>
          <DataTable
            label={title}
            columns={columns}
            rows={customer ? rowsOf(customer) : []}
            rowId={({ id }) => id}
            empty={<EmptyState title={t('ui.authorization.noneOfCustomer')} />}
          />
        </Card>
      )}
    </QueryGate>
  );
}
