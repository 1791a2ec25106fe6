import { graphql } from '../../gql/gql.ts';
import type { Job_JobFragment } from '../../gql/graphql.ts';
import type { Text } from '../../lib/i18n.tsx';

/** The fields that every screen shows of a job, so that progress updates everywhere. */
export const Job = graphql(`
  fragment Job_job on Job {
    id version kind action status total done label requesterName isMine createdAt startsAt finishedAt
    results { outcome code count }
    file { id name bytes rows expiresAt removedAt downloadPath }
    viewerActions { name enabled reasonCode reasonParams { key value } }
  }
`);
export type JobFacts = Job_JobFragment;

export const cancelJob = graphql(`
  mutation Job_cancel($input: JobCancelInput!, $idempotencyKey: ID!) {
    step: jobCancel(input: $input, idempotencyKey: $idempotencyKey) {
      job { ...Job_job }
      userErrors { code field message params { key value } }
    }
  }
`);

export const undoJob = graphql(`
  mutation Job_undo($input: JobUndoInput!, $idempotencyKey: ID!) {
    step: jobUndo(input: $input, idempotencyKey: $idempotencyKey) {
      job { ...Job_job }
      userErrors { code field message params { key value } }
    }
  }
`);

export const isActive = ({ status }: Pick<JobFacts, 'status'>): boolean =>
  status === 'QUEUED' || status === 'RUNNING';

/** "Assign manager · Shenzhen Yunqi and 33 others". */
export function jobTitle({ kind, action, label, total }: JobFacts, t: Text): string {
  const name = t.maybe(`ui.job.${action}`, undefined, action);
  if (kind === 'EXPORT' || kind === 'IMPORT') return `${name} · ${label}`;
  const rows = total > 1 ? t('ui.job.rows', { label, total, others: total - 1 }) : label;
  return `${kind === 'UNDO' ? t('ui.job.undo', { name }) : name} · ${rows}`;
}

/** "34 done, 3 refused", without empty parts. */
export function jobOutcome({ results }: JobFacts, t: Text): string {
  const counts = new Map<string, number>();
  for (const { outcome, count } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + count);
  return (['READY', 'DONE', 'REFUSED', 'FAILED', 'SKIPPED', 'WAITING'] as const)
    .filter((outcome) => counts.has(outcome))
    .map((outcome) =>
      t('ui.job.counted', {
        outcome: t.enum('JobRowOutcome', outcome),
        count: counts.get(outcome),
      }),
    )
    .join(t('ui.listSeparator'));
}
