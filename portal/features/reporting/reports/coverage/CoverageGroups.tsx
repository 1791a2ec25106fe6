import { useMemo } from 'react';
import { useFormat } from '../../../../lib/format.ts';
import { useText } from '../../../../lib/i18n.tsx';
import { Badge } from '../../../../ui/display/Badge.tsx';
import { Card } from '../../../../ui/layout/Card.tsx';
import { DataTable } from '../../../../ui/table/DataTable.tsx';
import type { Column } from '../../../../ui/table/table.ts';
import type { ReportProps } from '../define.ts';
import { type Drill, Figure } from '../Figure.tsx';
import { FileButton } from '../FileButton.tsx';
import { GroupSwitch } from '../GroupSwitch.tsx';
import { type By, type Covered, drills, filterOf, isBare } from './coverage.ts';

/** Coverage of each product, customer or partner in the period. */
export function CoverageGroups({
  rows,
  period,
  search,
  by: asked,
  groups,
  onBy,
}: ReportProps & { rows: readonly Covered[] }) {
  const t = useText();
  const format = useFormat();
  const by = asked as By;
  const title = t('ui.report.by', { group: t.enum('DiscountReportDimension', by) });
  const columns = useMemo((): readonly Column<Covered>[] => {
    const within = { ...search, validWithin: `${period.start}~${period.end}` };
    const figure = (
      value: number,
      drill: (search: Readonly<Record<string, string>>) => Drill,
      filter: Readonly<Record<string, string>>,
    ) => (
      <Figure drill={drill({ ...within, ...filter })} value={value}>
        {format.number(value)}
      </Figure>
    );
    return [
      {
        id: 'name',
        header: t.enum('DiscountReportDimension', by),
        card: 'title',
        cell: (row) => row.name,
      },
      {
        id: 'state',
        header: t('ui.report.covers'),
        card: 'badge',
        cell: (row) =>
          isBare(row) ? (
            <Badge tone="waiting">{t('ui.report.bare')}</Badge>
          ) : row.csp + row.joint + row.discounts > 0 ? (
            <Badge tone="good">{t('ui.report.covered')}</Badge>
          ) : null,
      },
      {
        id: 'csp',
        header: t('ui.authorization.csp'),
        align: 'end',
        cell: (row) => figure(row.csp, drills.csp, filterOf(by, row.id)),
      },
      {
        id: 'joint',
        header: t('ui.authorization.joint'),
        align: 'end',
        cell: (row) => figure(row.joint, drills.joint, filterOf(by, row.id)),
      },
      {
        id: 'discounts',
        header: t('ui.nav.discounts'),
        align: 'end',
        cell: (row) =>
          row.id
            ? figure(row.discounts, drills.discounts, filterOf(by, row.id))
            : format.number(row.discounts),
      },
      {
        id: 'sold',
        header: t('ui.report.soldYear'),
        align: 'end',
        card: 'value',
        whole: true,
        cell: (row) => format.amount(row.sold),
      },
    ];
  }, [by, period, search, t, format]);
  const file = () => [
    [
      t.enum('DiscountReportDimension', by),
      t('ui.authorization.csp'),
      t('ui.authorization.joint'),
      t('ui.nav.discounts'),
      t('ui.report.soldYear'),
    ],
    ...rows.map((row) => [row.name, row.csp, row.joint, row.discounts, row.sold]),
  ];
  return (
    <Card
      flush
      title={title}
      note={`${period.start} – ${period.end}`}
      actions={
        <>
          <GroupSwitch type="DiscountReportDimension" by={by} groups={groups} onBy={onBy} />
          <FileButton
            name={`${t('ui.report.coverage')} ${period.start} ${period.end}`}
            rows={file}
          />
        </>
      }
    >
      <DataTable
        label={title}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id ?? 'all'}
        empty={t('ui.report.empty')}
      />
    </Card>
  );
}
