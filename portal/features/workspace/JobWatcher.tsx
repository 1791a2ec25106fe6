import { useEffect, useRef } from 'react';
import { useSubscription } from 'urql';
import { isActive, Job } from '../../domain/bulk/job.ts';
import { useJobReport } from '../../domain/bulk/useJobReport.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';

/** Begins with the present state of the job. */
export const JobProgress = graphql(`
  subscription JobWatcher($id: ID!) { jobProgress(id: $id) { ...Job_job } }
`);

/** Follows one running job, so that every part of the page shows its progress, and reports its outcome. */
export function JobWatcher({ id }: { id: string }) {
  const report = useJobReport();
  const [{ data }] = useSubscription({ query: JobProgress, variables: { id } });
  const job = data && readFragment(Job, data.jobProgress);
  const told = useRef(false);
  useEffect(() => {
    if (!job || isActive(job) || told.current) return;
    told.current = true;
    // No message after an undo by the viewer, nor for a single decision, which has left the queue.
    const isSmall = job.status === 'SUCCEEDED' && job.total === 1;
    if (job.status !== 'CANCELLED' && !isSmall) report(job);
  });
  return null;
}
