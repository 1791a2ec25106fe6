import { useEffect, useRef } from 'react';
import { useSubscription } from 'urql';
import { isActive, Job } from '../../domain/bulk/job.ts';
import { useJobReport } from '../../domain/bulk/useJobReport.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';

const Progress = graphql(`
  subscription JobWatcher($id: ID!) { jobProgress(id: $id) { ...Job_job } }
`);

/** Follows one job that goes on, so that every part of the page shows its progress, and says what became of it. */
export function JobWatcher({ id }: { id: string }) {
  const report = useJobReport();
  const [{ data }] = useSubscription({ query: Progress, variables: { id } });
  const job = data && readFragment(Job, data.jobProgress);
  const told = useRef(false);
  useEffect(() => {
    if (!job || isActive(job) || told.current) return;
    told.current = true;
    // Who took it back knows; a single decision that took effect has left its queue, which says enough.
    const isSmall = job.status === 'SUCCEEDED' && job.total === 1;
    if (job.status !== 'CANCELLED' && !isSmall) report(job);
  });
  return null;
}
