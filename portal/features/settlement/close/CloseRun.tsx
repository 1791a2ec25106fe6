import { useMemo } from 'react';
import { StepButtons } from '../../../domain/StepButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { CloseRun_PartnerFragment } from '../../../gql/graphql.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Progress } from '../../../ui/feedback/Progress.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { amountColumns, outcomeColumn } from './outcome-columns.tsx';
import { recomputePartner, releasePartner, startRun } from './RunCommands.ts';

const Run = graphql(`
  fragment CloseRun_run on BillRun {
    id version period status cutoffAt runAt isRunAtProvisional startedAt completedAt
    partnerCount waitingCount parkedCount billCount
    gross { amount currency }
    partners(first: 100, filter: { status: [PARKED, WAITING] }) {
      nodes { id ...CloseRun_partner }
    }
    ...ActionButtons_actionable
  }
`);
const Partner = graphql(`
  fragment CloseRun_partner on BillRunPartner {
    id version status bound lineCount attempts nextTryAt lastError
    gross { amount currency }
    usual { amount currency }
    pending { amount currency }
    partner { id name }
    ...ActionButtons_actionable
  }
`);
type Row = CloseRun_PartnerFragment;

/** The last failed attempt with its reason, and the time of the next. */
function failureOf({ attempts, nextTryAt, lastError: error }: Row, t: Text, format: Format) {
  if (error === null) return null;
  return nextTryAt
    ? t('ui.close.failedNext', { attempts, error, at: format.dateTime(nextTryAt) })
    : t('ui.close.failed', { attempts, error });
}

/** Steps of operations on a parked partner. */
function PartnerSteps({ partner: p }: { partner: Row }) {
  const t = useText();
  const format = useFormat();
  const release = useStep(releasePartner, t('ui.close.releaseToast'));
  const recompute = useStep(recomputePartner, ({ billRunPartner: made }) =>
    made ? t('ui.close.recomputeToast', { amount: format.money(made.gross) }) : '',
  );
  const row = { id: p.id, version: p.version };
  return (
    <span className="row">
      <StepButtons
        actionable={p}
        size="sm"
        steps={[
          {
            name: 'release',
            label: t('ui.close.release'),
            reason: {
              title: t('ui.close.releaseTitle', { partner: p.partner.name }),
              text: t('ui.close.releaseText', {
                amount: format.money(p.gross),
                bound: p.bound ? t.enum('BillRunBound', p.bound) : '',
              }),
              tone: 'primary',
              run: (reason) => release.submit({ ...row, reason }),
            },
          },
          {
            name: 'recompute',
            label: t('ui.close.recompute'),
            onPress: () => recompute.run(row),
          },
        ]}
      />
    </span>
  );
}

const columnsOf = (t: Text, format: Format): readonly Column<Row>[] => [
  {
    id: 'partner',
    header: t('ui.partner'),
    card: 'title',
    cell: (row) => (
      <TwoLine note={failureOf(row, t, format)}>
        <RouteLink variant="quiet" to="/partners" search={{ open: row.partner.id }}>
          {row.partner.name}
        </RouteLink>
      </TwoLine>
    ),
  },
  outcomeColumn(t),
  ...amountColumns(t, format),
  {
    id: 'actions',
    header: t('ui.actions'),
    align: 'end',
    whole: true,
    cell: (row) => <PartnerSteps partner={row} />,
  },
];

/** The month's run: when it is or was made, its progress, and the parked partners with their bounds. */
export function CloseRun({ run }: { run: FragmentType<typeof Run> }) {
  const t = useText();
  const format = useFormat();
  const r = readFragment(Run, run);
  const start = useStep(startRun, t('ui.close.startToast'));
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  const rows = r.partners.nodes.map((one) => readFragment(Partner, one));
  return (
    <Card
      flush
      title={t('ui.close.step.run')}
      note={t(`ui.close.run.${r.status}`, {
        at: format.dateTime(r.completedAt ?? r.startedAt ?? r.runAt),
        cutoff: format.dateTime(r.cutoffAt),
      })}
      actions={
        <StepButtons
          actionable={r}
          steps={[
            {
              name: 'start',
              label: t('ui.close.start'),
              variant: 'primary',
              onPress: () => start.run({ id: r.id, version: r.version }),
            },
          ]}
        />
      }
    >
      {r.isRunAtProvisional && r.status === 'PLANNED' && (
        <Banner tone="waiting">{t('ui.deadline.noPlan')}</Banner>
      )}
      {r.status === 'RUNNING' && (
        <Progress
          label={t('ui.close.progress')}
          value={r.partnerCount - r.waitingCount}
          total={r.partnerCount}
          valueText={t('ui.close.doneOf', {
            done: r.partnerCount - r.waitingCount,
            total: r.partnerCount,
          })}
        />
      )}
      <DataTable
        label={t('ui.close.parked')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        empty={t('ui.close.noneParked')}
      />
    </Card>
  );
}
