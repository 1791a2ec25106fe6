import { useCallback } from 'react';
import { useClient } from 'urql';
import { readFragment } from '../../gql/fragment-masking.ts';
import { serverNow } from '../../lib/clock.ts';
import { useText } from '../../lib/i18n.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { showOutcome } from '../useStep.ts';
import { cancelJob, isActive, Job, type JobFacts, jobOutcome, jobTitle, undoJob } from './job.ts';
import { openTray } from './tray.ts';

/** Cancels or undoes a job while possible; shows the reason otherwise. */
export function useJobSteps(): Record<'cancel' | 'undo', (id: string) => Promise<JobFacts | null>> {
  const t = useText();
  const client = useClient();
  const run = useCallback(
    async (document: typeof cancelJob | typeof undoJob, id: string) => {
      const variables = { input: { id }, idempotencyKey: crypto.randomUUID() };
      const { data } = await client.mutation(document, variables).toPromise();
      showOutcome(data?.step.userErrors, t);
      return data?.step.job ? readFragment(Job, data.step.job) : null;
    },
    [client, t],
  );
  return { cancel: (id) => run(cancelJob, id), undo: (id) => run(undoJob, id) };
}

/** States that are neither a success nor a failure: an import that is checked still waits for its start. */
const NEUTRAL = new Set<JobFacts['status']>(['CANCELLED', 'CHECKED']);

/** Reports the outcome of a job with one action: cancel, undo or show rows. */
export function useJobReport(): (job: JobFacts) => void {
  const t = useText();
  const steps = useJobSteps();
  return function report(job) {
    const { id, status } = job;
    const title = jobTitle(job, t);
    const may = (name: string) => job.viewerActions.some((a) => a.name === name && a.enabled);
    const rows = { label: t('ui.job.look'), onAction: () => openTray(id) };
    if (isActive(job)) {
      const wait = Date.parse(job.startsAt) - serverNow();
      const canHold = status === 'QUEUED' && may('cancel') && wait > 1_000;
      if (!canHold) toast.show({ title, description: t('ui.job.started'), action: rows });
      else
        toast.show(
          {
            title,
            description: t('ui.job.soon'),
            countdown: wait,
            action: { label: t('ui.undo'), onAction: () => void steps.cancel(id) },
          },
          wait,
        );
      return;
    }
    const good = status === 'SUCCEEDED';
    const path = job.file?.downloadPath;
    if (path) {
      const download = { label: t('ui.transfers.download'), onAction: () => location.assign(path) };
      toast.show({ tone: 'good', title, description: job.file?.name, action: download });
      return;
    }
    const undo = {
      label: t('ui.undo'),
      onAction: async () => {
        const undone = await steps.undo(id);
        if (undone) report(undone);
      },
    };
    toast.show({
      tone: good ? 'good' : NEUTRAL.has(status) ? 'info' : 'bad',
      title,
      description: jobOutcome(job, t),
      action: good && may('undo') ? undo : rows,
    });
  };
}
