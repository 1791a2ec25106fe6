import { getRouteApi } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useSubscription } from 'urql';
import { isActive, Job } from '../../../domain/bulk/job.ts';
import { useJobSteps } from '../../../domain/bulk/useJobReport.ts';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { readFragment } from '../../../gql/fragment-masking.ts';
import type { ImportPageQuery } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useLanguage, useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { LinkButton } from '../../../ui/actions/Link.tsx';
import { FactStrip } from '../../../ui/display/FactStrip.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Progress } from '../../../ui/feedback/Progress.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { JobProgress } from '../JobWatcher.tsx';
import { ImportMapping } from './ImportMapping.tsx';
import { ImportRows } from './ImportRows.tsx';
import { ImportSteps } from './ImportSteps.tsx';
import { commitImport, Import, One } from './import.documents.ts';

const route = getRouteApi('/app/imports/$id');

/** One import: trial, corrections in place, report, and the import itself. */
export function ImportPage() {
  const { id } = route.useParams();
  return (
    <Page>
      <RecordGate
        prefix="job"
        query={One}
        variables={{ id }}
        of={(data) => data.job}
        title={(job) => readFragment(Job, job).label}
        skeleton={<RecordSkeleton />}
      >
        {(job) => <Content data={job} />}
      </RecordGate>
    </Page>
  );
}

function Content({ data }: { data: NonNullable<ImportPageQuery['job']> }) {
  const t = useText();
  const format = useFormat();
  const job = readFragment(Job, data);
  const { target, committedAt, mapping, refused } = readFragment(Import, data);
  // The tray follows the jobs that run when it asks; this one may have ended since the page was read.
  useSubscription({ query: JobProgress, variables: { id: job.id }, pause: !isActive(job) });
  const count = (outcome: string) =>
    job.results.filter((r) => r.outcome === outcome).reduce((sum, r) => sum + r.count, 0);
  const isChecked = job.status === 'CHECKED';
  const at = committedAt ? 'import' : 'check';
  const [failure] = job.status === 'FAILED' && refused.nodes.length === 0 ? job.results : [];
  return (
    <>
      <PageHead
        title={t('ui.import.title', { target: target ? t.enum('ImportTarget', target) : '' })}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[
          <RouteLink key="list" to="/transfers">
            {t('ui.nav.transfers')}
          </RouteLink>,
          <span key="file">{job.label}</span>,
        ]}
        meta={
          <>
            <StateBadge type="JobStatus" value={job.status} />
            <span className="note">
              {t('ui.import.meta', { rows: job.total, at: format.dateTime(job.createdAt) })}
            </span>
          </>
        }
        actions={
          <Actions data={data} ready={count('READY')} hasReport={refused.nodes.length > 0} />
        }
      />
      <ImportSteps at={at} isOver={job.finishedAt !== null && committedAt !== null} />
      {failure?.code && <Banner tone="bad">{t.error(failure.code)}</Banner>}
      {isActive(job) && (
        <Progress
          label={t(committedAt ? 'ui.import.running' : 'ui.import.checking')}
          value={job.done}
          total={Math.max(job.total, 1)}
          valueText={`${format.number(job.done)} / ${format.number(job.total)}`}
        />
      )}
      <FactStrip
        facts={[
          committedAt
            ? { id: 'done', label: t('ui.import.done'), value: format.number(count('DONE')) }
            : { id: 'ready', label: t('ui.import.ready'), value: format.number(count('READY')) },
          {
            id: 'refused',
            label: t('ui.import.refused'),
            value: format.number(count('REFUSED') + count('FAILED')),
            note: t('ui.import.refusedNote'),
          },
          { id: 'total', label: t('ui.import.total'), value: format.number(job.total) },
        ]}
      />
      {target && refused.nodes.length > 0 && (
        <ImportRows
          target={target}
          mapping={mapping}
          rows={refused.nodes}
          count={refused.count}
          canFix={isChecked && job.isMine}
        />
      )}
      {target && mapping.length > 0 && (
        <ImportMapping
          id={job.id}
          target={target}
          mapping={mapping}
          canChange={isChecked && job.isMine}
        />
      )}
      <p className="note">{t('ui.import.safe')}</p>
    </>
  );
}

interface ActionsProps {
  data: NonNullable<ImportPageQuery['job']>;
  ready: number;
  hasReport: boolean;
}

function Actions({ data, ready, hasReport }: ActionsProps) {
  const t = useText();
  const language = useLanguage();
  const steps = useJobSteps();
  const { run } = useStep(commitImport);
  const [isStopping, setStopping] = useState(false);
  const job = readFragment(Job, data);
  const action = (name: string) => job.viewerActions.find((one) => one.name === name);
  const commit = action('commit');
  async function stop() {
    setStopping(true);
    await steps.cancel(job.id);
    setStopping(false);
  }
  return (
    <>
      {action('cancel')?.enabled && (
        <Button isPending={isStopping} onPress={() => void stop()}>
          {t('ui.job.stop')}
        </Button>
      )}
      {hasReport && (
        <LinkButton
          icon={Download}
          href={`/files/import-report/${job.id}?language=${language}`}
          download
        >
          {t('ui.import.report')}
        </LinkButton>
      )}
      {job.status === 'CHECKED' && (
        <Button
          variant="primary"
          disabledReason={
            commit?.enabled ? undefined : t.error(commit?.reasonCode ?? 'NOTHING_TO_IMPORT')
          }
          onPress={() => run({ id: job.id })}
        >
          {t('ui.import.commit', { rows: ready })}
        </Button>
      )}
    </>
  );
}
