import type { ReactNode } from 'react';
import { PayRate } from '../../domain/PayRate.tsx';
import type { AuthorizationLevel } from '../../gql/graphql.ts';
import type { Format } from '../../lib/format.ts';
import type { Text } from '../../lib/i18n.tsx';
import type { Side } from '../../lib/session.ts';
import type { ListColumn } from '../../shell/ListView.tsx';
import { RouteLink } from '../../shell/links.ts';
import { TwoLine } from '../../ui/TwoLine.tsx';

/** What the rows of both lists have in common. */
export interface AuthorizationRow {
  id: string;
  productName: string;
  partnerName?: string | null;
  customerName?: string | null;
  level: AuthorizationLevel;
  shareRatio: string;
  validFrom: string;
  validUntil: string;
  termsVersion: number;
  createdAt: string;
  seller: { id: string; name: string };
}

interface Own<Row> {
  to: '/authorizations' | '/authorizations/joint';
  rateLabel: string;
  rate: (row: Row) => string;
  state: (row: Row) => ReactNode;
}

/** The columns of both lists; a side does not read its own name in every row. */
export function columnsOf<Row extends AuthorizationRow>(
  t: Text,
  format: Format,
  side: Side,
  own: Own<Row>,
): readonly ListColumn<Row>[] {
  return [
    {
      id: 'product',
      header: t('ui.product'),
      card: 'title',
      fixed: true,
      cell: (row) => (
        <TwoLine
          note={
            side === 'SELLER'
              ? (row.partnerName ?? t('ui.authorization.allPartners'))
              : row.seller.name
          }
        >
          <RouteLink
            variant="quiet"
            to={own.to}
            search={(old) => ({ ...old, open: row.id }) as never}
          >
            {row.productName}
          </RouteLink>
        </TwoLine>
      ),
    },
    {
      id: 'partner',
      header: t('ui.partner'),
      hideBelow: 960,
      extra: side !== 'OPERATOR',
      cell: (row) => row.partnerName ?? t('ui.authorization.allPartners'),
    },
    {
      id: 'level',
      header: t('ui.authorization.scope'),
      cell: (row) => (
        <TwoLine note={t.enum('AuthorizationLevel', row.level)}>
          {row.customerName ?? t('ui.authorization.allCustomers')}
        </TwoLine>
      ),
    },
    {
      id: 'rate',
      header: own.rateLabel,
      align: 'end',
      width: 104,
      card: 'value',
      cell: (row) => <PayRate rate={own.rate(row)} />,
    },
    {
      id: 'share',
      header: t('ui.product.share'),
      align: 'end',
      width: 88,
      cell: (row) => format.percent(row.shareRatio),
    },
    {
      id: 'ENDING',
      header: t('ui.discount.validity'),
      sortable: true,
      hideBelow: 720,
      width: 196,
      cell: (row) => format.validity(row.validFrom, row.validUntil),
    },
    {
      id: 'status',
      header: t('ui.status'),
      card: 'badge',
      width: 196,
      cell: own.state,
    },
    {
      id: 'version',
      header: t('ui.authorization.version'),
      align: 'end',
      width: 64,
      hideBelow: 960,
      cell: (row) =>
        row.termsVersion > 0
          ? t('ui.authorization.versionShort', { version: row.termsVersion })
          : t('ui.none'),
    },
    {
      id: 'CREATED',
      header: t('ui.createdAt'),
      sortable: true,
      extra: true,
      cell: (row) => format.date(row.createdAt),
    },
  ];
}
