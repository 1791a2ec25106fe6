import { useMemo } from 'react';
import type { DeadlineReportQuery } from '../../../../gql/graphql.ts';
import { useFormat } from '../../../../lib/format.ts';
import { useText } from '../../../../lib/i18n.tsx';
import { Card } from '../../../../ui/layout/Card.tsx';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import type { Column } from '../../../../ui/table/table.ts';
import type { ReportProps } from '../define.ts';
import { Figure } from '../Figure.tsx';
import { FileButton } from '../FileButton.tsx';
import { GroupSwitch } from '../GroupSwitch.tsx';
import { OUTCOMES } from './filters.ts';
import { COUNTS, keptOf, leftText, outcomesOf } from './outcomes.ts';

type Row = DeadlineReportQuery['groups']['rows'][number];
type Props = ReportProps & { data: DeadlineReportQuery; all: Readonly<Record<string, string>> };

/** Outcomes by object or by side. */
export function DeadlineGroups({ data, all, by, groups, onBy, period }: Props) {
  const t = useText();
  const format = useFormat();
  const title = t('ui.report.by', { group: t.enum('DeadlineReportDimension', by) });
  const field = by === 'ACTS_SIDE' ? 'actsSide' : 'subjectType';
  const nameOf = (row: Row): string =>
    t.enum(by === 'ACTS_SIDE' ? 'ActingSide' : 'Subject', row[field] ?? '');
  const columns = useMemo((): readonly Column<Row>[] => {
    return [
      {
        id: 'name',
        header: t.enum('DeadlineReportDimension', by),
        card: 'title',
        cell: (row) => t.enum(by === 'ACTS_SIDE' ? 'ActingSide' : 'Subject', row[field] ?? ''),
      },
      {
        id: 'kept',
        header: t('ui.report.kept'),
        align: 'end',
        card: 'value',
        cell: (row) => {
          const kept = keptOf(row);
          return kept === null ? t('ui.none') : format.percent(kept, 1);
        },
      },
      ...OUTCOMES.map(
        (outcome): Column<Row> => ({
          id: outcome,
          header: t.enum('DeadlineOutcomeKind', outcome),
          align: 'end',
          cell: (row) => (
            <Figure
              drill={outcomesOf({ ...all, [field]: row[field] ?? '', outcome })}
              value={row[COUNTS[outcome]]}
            >
              {format.number(row[COUNTS[outcome]])}
            </Figure>
          ),
        }),
      ),
      {
        id: 'left',
        header: t('ui.report.medianLeft'),
        align: 'end',
        hideBelow: 720,
        whole: true,
        cell: (row) => leftText(row.medianLeftSeconds, t, format),
      },
    ];
  }, [all, by, field, t, format]);
  const file = () => [
    [
      t.enum('DeadlineReportDimension', by),
      ...OUTCOMES.map((outcome) => t.enum('DeadlineOutcomeKind', outcome)),
      t('ui.report.medianHours'),
    ],
    ...data.groups.rows.map((row) => [
      nameOf(row),
      ...OUTCOMES.map((outcome) => row[COUNTS[outcome]]),
      row.medianLeftSeconds === null || row.medianLeftSeconds === undefined
        ? ''
        : (row.medianLeftSeconds / 3600).toFixed(1),
    ]),
  ];
  return (
    <Card
      flush
      title={title}
      actions={
        <>
          <GroupSwitch type="DeadlineReportDimension" by={by} groups={groups} onBy={onBy} />
          <FileButton
            name={`${t('ui.report.deadlines')} ${period.start} ${period.end}`}
            rows={file}
          />
        </>
      }
    >
      <DataTable
        label={title}
        columns={columns}
        rows={data.groups.rows}
        rowId={(row) => row[field] ?? 'none'}
        empty={t('ui.report.empty')}
      />
    </Card>
  );
}
