import { useMemo } from 'react';
import { PayRate } from '../../../domain/PayRate.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { OfferLines_OfferFragment } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';

const Offer = graphql(`
  fragment OfferLines_offer on PrivateOffer {
    listTotal { currency }
    lines {
      id specificationCode specificationName payRate isUsable
      listPrice { amount currency }
      netPrice { amount currency }
    }
  }
`);

type Line = OfferLines_OfferFragment['lines'][number];

const columnsOf = (t: Text, format: Format): Column<Line>[] => [
  {
    id: 'specification',
    header: t('ui.specification'),
    card: 'title',
    cell: (line) => (
      <TwoLine note={line.specificationCode}>
        {line.specificationName}
        {!line.isUsable && <Badge tone="idle">{t.enum('SaleStatus', 'DELISTED')}</Badge>}
      </TwoLine>
    ),
  },
  {
    id: 'list',
    header: t('ui.discount.listPrice'),
    align: 'end',
    cell: (line) => format.amount(line.listPrice.amount),
  },
  {
    id: 'rate',
    header: t('ui.rate'),
    align: 'end',
    cell: (line) => <PayRate rate={line.payRate} />,
  },
  {
    id: 'net',
    header: t('ui.discount.netPrice'),
    align: 'end',
    card: 'value',
    cell: (line) => <strong>{format.amount(line.netPrice.amount)}</strong>,
  },
];

/** Prices of an offer by specification. */
export function OfferLines({ offer }: { offer: FragmentType<typeof Offer> }) {
  const t = useText();
  const format = useFormat();
  const { lines } = readFragment(Offer, offer);
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  return (
    <DataTable
      label={t('ui.privateOffer.prices')}
      columns={columns}
      rows={lines}
      rowId={(line) => line.id}
    />
  );
}
