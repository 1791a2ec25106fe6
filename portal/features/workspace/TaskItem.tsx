import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Ago } from '../../domain/Ago.tsx';
import { isActive, type JobFacts, jobOutcome, jobTitle } from '../../domain/bulk/job.ts';
import { tray } from '../../domain/bulk/tray.ts';
import { useJobReport, useJobSteps } from '../../domain/bulk/useJobReport.ts';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Progress } from '../../ui/feedback/Progress.tsx';
import { JobFile } from './JobFile.tsx';
import { TaskRows } from './TaskRows.tsx';
import styles from './Tasks.module.css';

export interface TaskItemProps {
  job: JobFacts;
  isOpen: boolean;
  onOpen: () => void;
}

export function TaskItem({ job, isOpen, onOpen }: TaskItemProps) {
  const t = useText();
  const format = useFormat();
  const steps = useJobSteps();
  const report = useJobReport();
  const [pending, setPending] = useState(false);
  const { id, status, done, total, createdAt, finishedAt, viewerActions } = job;
  const title = jobTitle(job, t);
  const may = (name: string) => viewerActions.some((a) => a.name === name && a.enabled);
  async function step(name: 'cancel' | 'undo') {
    setPending(true);
    const changed = await steps[name](id);
    setPending(false);
    if (changed && name === 'undo') report(changed);
  }
  return (
    <li className={styles.task}>
      <div className={styles.head}>
        {job.kind === 'IMPORT' ? (
          <RouteLink
            to="/imports/$id"
            params={{ id }}
            onClick={() => tray.set({ isOpen: false, job: null })}
          >
            {title}
          </RouteLink>
        ) : (
          <strong>{title}</strong>
        )}
        <StateBadge type="JobStatus" value={status} />
      </div>
      {isActive(job) ? (
        <Progress
          label={t('ui.tasks.progress')}
          value={done}
          total={total}
          valueText={`${format.number(done)} / ${format.number(total)}`}
        />
      ) : (
        <p>{jobOutcome(job, t)}</p>
      )}
      {job.file && !isActive(job) && <JobFile file={job.file} />}
      <div className={styles.foot}>
        <span className="note grow">
          <Ago at={finishedAt ?? createdAt} />
        </span>
        {may('cancel') && (
          <Button size="sm" isPending={pending} onPress={() => void step('cancel')}>
            {t(status === 'QUEUED' && job.kind === 'BULK_ACTION' ? 'ui.undo' : 'ui.job.stop')}
          </Button>
        )}
        {may('undo') && (
          <Button size="sm" isPending={pending} onPress={() => void step('undo')}>
            {t('ui.undo')}
          </Button>
        )}
        {job.kind !== 'EXPORT' && job.kind !== 'IMPORT' && (
          <Button
            size="sm"
            variant="ghost"
            icon={isOpen ? ChevronDown : ChevronRight}
            aria-expanded={isOpen}
            onPress={onOpen}
          >
            {t('ui.tasks.rows')}
          </Button>
        )}
      </div>
      {isOpen && <TaskRows id={id} />}
    </li>
  );
}
