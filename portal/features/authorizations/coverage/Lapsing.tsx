import Big from 'big.js';
import { useMemo } from 'react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import type { AuthorizationLevel } from '../../../gql/graphql.ts';
import { lastDay } from '../../../lib/dates.ts';
import { CURRENCY, type Format, type MoneyLike, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { type Side, sideOf, useSession } from '../../../lib/session.ts';
import { RouteLink } from '../../../shell/links.ts';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { ENDING_DAYS, endsSoon, nameOfKind, scopeOf } from '../rows.ts';

export interface Lapse {
  id: string;
  to: '/authorizations' | '/authorizations/joint';
  status: string;
  level: AuthorizationLevel;
  productName: string;
  partnerName?: string | null;
  customerName?: string | null;
  validUntil: string;
  /** Null for viewers who may not see sales. */
  soldLastYear?: MoneyLike | null;
}

function totalOf(lapses: readonly Lapse[], format: Format): string {
  const sum = lapses.reduce(
    (total, { soldLastYear: sold }) => total.plus(sold?.amount ?? 0),
    new Big(0),
  );
  return format.money({ amount: sum.toFixed(2), currency: CURRENCY });
}

interface Drawn {
  rows: readonly Lapse[];
  told: boolean;
  side: Side;
  t: Text;
  format: Format;
}

const columnsOf = ({ rows, told, side, t, format }: Drawn): Column<Lapse>[] => [
  {
    id: 'product',
    header: t('ui.product'),
    card: 'title',
    cell: (a) => (
      <TwoLine note={t(nameOfKind(a.to))}>
        <RouteLink variant="quiet" to={a.to} search={{ open: a.id }}>
          {a.productName}
        </RouteLink>
      </TwoLine>
    ),
    footer: told ? t('ui.total') : undefined,
  },
  {
    id: 'scope',
    header: t('ui.authorization.scope'),
    cell: (a) => scopeOf(a, side, t),
  },
  {
    id: 'end',
    header: t('ui.coverage.end'),
    cell: (a) => (
      <span className="row">
        {lastDay(a.validUntil)}
        <DeadlineBadge deadline={{ dueAt: a.validUntil }} />
      </span>
    ),
  },
  ...(told
    ? [
        {
          id: 'sold',
          header: t('ui.coverage.sold'),
          align: 'end' as const,
          card: 'value' as const,
          cell: (a: Lapse) => a.soldLastYear && format.money(a.soldLastYear),
          footer: totalOf(rows, format),
        },
      ]
    : []),
];

/** Authorizations that end within thirty days, with their sales of one year. */
export function Lapsing({ authorizations }: { authorizations: readonly Lapse[] }) {
  const t = useText();
  const format = useFormat();
  const rows = useMemo(
    () =>
      authorizations
        .filter((a) => a.status === 'ACTIVE' && endsSoon(a.validUntil))
        .toSorted((a, b) => a.validUntil.localeCompare(b.validUntil)),
    [authorizations],
  );
  const side = sideOf(useSession());
  const told = rows.some((a) => a.soldLastYear);
  const columns = useMemo(
    () => columnsOf({ rows, told, side, t, format }),
    [rows, told, side, t, format],
  );
  const title = t('ui.coverage.lapsing', { days: ENDING_DAYS });
  if (rows.length === 0)
    return (
      <Card title={title}>
        <p className="muted">{t('ui.coverage.nothingLapses', { days: ENDING_DAYS })}</p>
      </Card>
    );
  return (
    <Card flush title={title} note={told && t('ui.coverage.soldNote')}>
      <DataTable label={title} columns={columns} rows={rows} rowId={(a) => a.id} />
    </Card>
  );
}
