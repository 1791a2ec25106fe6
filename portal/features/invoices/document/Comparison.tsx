import { Check, PenLine, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { Comparison_FileFragment, InvoiceFileField } from '../../../gql/graphql.ts';
import { errorText } from '../../../lib/form.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
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
    cell: ({ field, given, expected, problem }) => {
      if (given == null) return '–';
      const text = shownValue(field, given, t, format);
      if (!problem) return text;
      const right = expected == null ? text : shownValue(field, expected, t, format);
      return (
        <TwoLine note={errorText(problem, t)}>
          <strong className="t-bad">
            <Differing text={text} from={right} />
          </strong>
        </TwoLine>
      );
    },
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

/** A text with its part after the first difference underlined. */
function Differing({ text, from }: { text: string; from: string }) {
  const at = [...text].findIndex((letter, i) => letter !== from[i]);
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <u>{text.slice(at)}</u>
    </>
  );
}

/** Why the invoice of the file cannot be registered, and the way out. */
export function FileProblems({ file }: { file: FragmentType<typeof File> }) {
  const t = useText();
  const { fields } = readFragment(File, file);
  const wrong = fields.flatMap(({ field, problem }) => (problem ? [{ field, problem }] : []));
  // The number is that of a registered invoice, which is right and stays.
  const isTaken = wrong.some(({ field }) => field === 'NUMBER');
  return (
    <Banner tone="bad" live title={t('ui.invoice.file.refused', { count: wrong.length })}>
      {wrong.map(({ field, problem }) => (
        <p key={field}>
          {t('ui.import.reasonOf', {
            column: t.enum('InvoiceFileField', field),
            text: errorText(problem, t),
          })}
        </p>
      ))}
      <p>{t(`ui.invoice.file.${isTaken ? 'another' : 'again'}`)}</p>
    </Banner>
  );
}

/** The fields of an electronic invoice beside their expected values, wrong ones first. */
export function Comparison({ file }: { file: FragmentType<typeof File> }) {
  const t = useText();
  const format = useFormat();
  const data = readFragment(File, file);
  const [isOnlyWrong, setOnlyWrong] = useState(false);
  const columns = useMemo(() => columnsOf(data, t, format), [data, t, format]);
  const count = {
    differs: data.fields.filter(({ problem }) => problem).length,
    missing: data.fields.filter(({ given }) => given == null).length,
  };
  const same = data.fields.length - count.differs - count.missing;
  const rows = data.fields
    .filter(({ problem }) => problem || !isOnlyWrong)
    .toSorted((a, b) => Number(!a.problem) - Number(!b.problem));
  return (
    <Card
      flush
      title={t('ui.invoice.file.compare')}
      note={
        <>
          {t('ui.invoice.file.same', { count: same })}
          {count.differs > 0 && (
            <strong className="t-bad">
              {' '}
              {t('ui.invoice.file.differs', { count: count.differs })}
            </strong>
          )}
          {count.missing > 0 && ` ${t('ui.invoice.file.missing', { count: count.missing })}`}
        </>
      }
      actions={
        count.differs > 0 && (
          <Button size="sm" variant="ghost" onPress={() => setOnlyWrong(!isOnlyWrong)}>
            {t(isOnlyWrong ? 'ui.invoice.file.all' : 'ui.invoice.file.onlyWrong')}
          </Button>
        )
      }
    >
      <DataTable
        label={t('ui.invoice.file.compare')}
        columns={columns}
        rows={rows}
        rowId={({ field }) => field}
      />
    </Card>
  );
}
