import { Check, PenLine, X } from 'lucide-react';
import { useMemo } from 'react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { Comparison_FileFragment, InvoiceFileField } from '../../../gql/graphql.ts';
import { errorText } from '../../../lib/form.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';

const File = graphql(`
  fragment Comparison_file on InvoiceFile {
    format
    fields { field given expected problem { code message params { key value } } }
  }
`);

type Field = Comparison_FileFragment['fields'][number];

const AMOUNTS: readonly InvoiceFileField[] = ['AMOUNT', 'TAX_AMOUNT', 'NET_AMOUNT'];

/** Text for the value of a field when every one of several is right. */
const OPEN = { NUMBER: 'ui.invoice.file.unused', ISSUED_ON: 'ui.invoice.file.untilToday' } as const;

function shownValue(field: InvoiceFileField, value: string, t: Text, format: Format): string {
  if (AMOUNTS.includes(field)) return format.amount(value);
  if (field === 'VAT_RATE') return format.percent(value);
  return field === 'KIND' ? t.maybe(`enum.InvoiceKind.${value}`, undefined, value) : value;
}

function resultOf({ field, given, problem }: Field, t: Text, format: Format) {
  if (given == null)
    return (
      <Badge tone="waiting" icon={PenLine}>
        {t('ui.invoice.file.byHand')}
      </Badge>
    );
  if (!problem)
    return (
      <Badge tone="good" icon={Check}>
        {t('ui.invoice.file.match')}
      </Badge>
    );
  const params = Object.fromEntries(problem.params.map(({ key, value }) => [key, value]));
  const amount = AMOUNTS.includes(field) && format.amount(params.difference ?? '0');
  const way = params.side === 'MORE' ? 'more' : 'less';
  return (
    <Badge tone="bad" icon={X}>
      {amount ? t(`ui.invoice.file.${way}`, { amount }) : t('ui.invoice.file.wrong')}
    </Badge>
  );
}

const columnsOf = (
  file: Comparison_FileFragment,
  t: Text,
  format: Format,
): readonly Column<Field>[] => [
  {
    id: 'field',
    header: t('ui.invoice.file.field'),
    card: 'title',
    cell: ({ field }) => t.enum('InvoiceFileField', field),
  },
  {
    id: 'given',
    header: t('ui.invoice.file.given', { format: file.format ?? '' }),
    wrap: true,
    cell: ({ field, given, problem }) =>
      given == null ? (
        '–'
      ) : problem ? (
        <TwoLine note={errorText(problem, t)}>
          <strong className="t-bad">{shownValue(field, given, t, format)}</strong>
        </TwoLine>
      ) : (
        shownValue(field, given, t, format)
      ),
  },
  {
    id: 'expected',
    header: t('ui.invoice.file.expected'),
    wrap: true,
    cell: ({ field, expected }) =>
      expected == null
        ? field in OPEN
          ? t(OPEN[field as keyof typeof OPEN])
          : '–'
        : shownValue(field, expected, t, format),
  },
  {
    id: 'result',
    header: t('ui.invoice.file.result'),
    card: 'badge',
    cell: (field) => resultOf(field, t, format),
  },
];

/** The fields of an electronic invoice beside their expected values, wrong ones first. */
export function Comparison({ file }: { file: FragmentType<typeof File> }) {
  const t = useText();
  const format = useFormat();
  const data = readFragment(File, file);
  const columns = useMemo(() => columnsOf(data, t, format), [data, t, format]);
  const count = {
    differs: data.fields.filter(({ problem }) => problem).length,
    missing: data.fields.filter(({ given }) => given == null).length,
  };
  const same = data.fields.length - count.differs - count.missing;
  const rows = data.fields.toSorted((a, b) => Number(!a.problem) - Number(!b.problem));
  return (
    <section className="stack" aria-label={t('ui.invoice.file.compare')}>
      <p className="row">
        <strong>{t('ui.invoice.file.compare')}</strong>
        <span className="note">{t('ui.invoice.file.same', { count: same })}</span>
        {count.differs > 0 && (
          <strong className="t-bad">
            {t('ui.invoice.file.differs', { count: count.differs })}
          </strong>
        )}
        {count.missing > 0 && (
          <span className="note">{t('ui.invoice.file.missing', { count: count.missing })}</span>
        )}
      </p>
      <DataTable
        label={t('ui.invoice.file.compare')}
        columns={columns}
        rows={rows}
        rowId={({ field }) => field}
      />
    </section>
  );
}
