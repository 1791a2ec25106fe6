import { StateBadge } from '../../../domain/StateBadge.tsx';
import type { RunPreviewQuery } from '../../../gql/graphql.ts';
import type { Format } from '../../../lib/format.ts';
import type { Text } from '../../../lib/i18n.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import type { Column } from '../../../ui/table/table.ts';

/** Outcome of a bill run for a partner, made or only computed. */
type Outcome = Omit<
  RunPreviewQuery['billRunPreview']['partners'][number],
  'partnerId' | 'partnerName' | '__typename'
>;

/** The outcome with the bound that it broke. */
export const outcomeColumn = (t: Text): Column<Outcome> => ({
  id: 'status',
  header: t('ui.close.bound'),
  card: 'badge',
  cell: (row) => (
    <TwoLine note={row.bound && t.enum('BillRunBound', row.bound)}>
      <StateBadge type="BillRunPartnerStatus" value={row.status} />
    </TwoLine>
  ),
});

/** The amount of the period beside the usual one. */
export const amountColumns = (t: Text, format: Format): readonly Column<Outcome>[] => [
  {
    id: 'gross',
    header: t('ui.close.thisPeriod'),
    align: 'end',
    whole: true,
    card: 'value',
    cell: (row) => format.money(row.lineCount > 0 ? row.gross : row.pending),
  },
  {
    id: 'usual',
    header: t('ui.close.usual'),
    align: 'end',
    whole: true,
    hideBelow: 720,
    cell: (row) => (row.usual ? format.money(row.usual) : t('ui.none')),
  },
];
