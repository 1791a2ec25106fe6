import { useMemo, useState } from 'react';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { CloseRun_PartnerFragment } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { errorText } from '../../../lib/form.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { later } from '../../../lib/later.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Progress } from '../../../ui/feedback/Progress.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { DataTable } from '../../../ui/table/DataTable.tsx';
import type { Column } from '../../../ui/table/table.ts';
import { amountColumns, outcomeColumn } from './outcome-columns.tsx';
import { recomputePartner, releasePartner, startRun } from './RunCommands.ts';

const ReasonDialog = later(() => import('../../../domain/ReasonDialog.tsx'), 'ReasonDialog');

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

const columnsOf = (
  t: Text,
  format: Format,
  on: { release: (row: Row) => void; recompute: (row: Row) => void },
): readonly Column<Row>[] => [
  {
    id: 'partner',
    header: t('ui.partner'),
    card: 'title',
    cell: (row) => (
      <TwoLine note={failureOf(row, t, format)}>
        <RouteLink variant="quiet" to="/partners" search={{ open: row.partner.id } as never}>
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
    cell: (row) => (
      <span className="row">
        <ActionButtons
          actionable={row}
          size="sm"
          buttons={[
            { name: 'release', label: t('ui.close.release'), onPress: () => on.release(row) },
            { name: 'recompute', label: t('ui.close.recompute'), onPress: () => on.recompute(row) },
          ]}
        />
      </span>
    ),
  },
];

/** The month's run: when it is or was made, its progress, and the parked partners with their bounds. */
export function CloseRun({ run }: { run: FragmentType<typeof Run> }) {
  const t = useText();
  const format = useFormat();
  const r = readFragment(Run, run);
  const [releasing, setReleasing] = useState<Row | null>(null);
  const start = useCommand(startRun);
  const release = useCommand(releasePartner);
  const recompute = useCommand(recomputePartner);
  const columns = useMemo(
    () =>
      columnsOf(t, format, {
        release: setReleasing,
        recompute: async ({ id, version }) => {
          const payload = await recompute.run({ id, version });
          const [problem] = payload?.userErrors ?? [];
          const made = payload?.billRunPartner;
          if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
          else if (made)
            toast.show({
              tone: 'good',
              title: t('ui.close.recomputeToast', { amount: format.money(made.gross) }),
            });
        },
      }),
    [t, format, recompute.run],
  );
  const rows = r.partners.nodes.map((one) => readFragment(Partner, one));

  async function begin() {
    const payload = await start.run({ id: r.id, version: r.version });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload) toast.show({ tone: 'good', title: t('ui.close.startToast') });
  }
  return (
    <Card
      flush
      title={t('ui.close.step.run')}
      note={t(`ui.close.run.${r.status}`, {
        at: format.dateTime(r.completedAt ?? r.startedAt ?? r.runAt),
        cutoff: format.dateTime(r.cutoffAt),
      })}
      actions={
        <ActionButtons
          actionable={r}
          buttons={[
            {
              name: 'start',
              label: t('ui.close.start'),
              variant: 'primary',
              onPress: () => void begin(),
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
      {releasing && (
        <ReasonDialog
          title={t('ui.close.releaseTitle', { partner: releasing.partner.name })}
          lead={t('ui.close.releaseText', {
            amount: format.money(releasing.gross),
            bound: releasing.bound ? t.enum('BillRunBound', releasing.bound) : '',
          })}
          label={t('ui.reason')}
          tone="primary"
          confirmLabel={t('ui.close.release')}
          onClose={() => setReleasing(null)}
          onConfirm={async (reason) => {
            const payload = await release.run({
              id: releasing.id,
              version: releasing.version,
              reason,
            });
            if (payload?.userErrors.length === 0)
              toast.show({ tone: 'good', title: t('ui.close.releaseToast') });
            return payload?.userErrors ?? null;
          }}
        />
      )}
    </Card>
  );
}
