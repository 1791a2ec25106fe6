import { useQuery } from 'urql';
import { Job } from '../../domain/bulk/job.ts';
import { tray } from '../../domain/bulk/tray.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { useStore } from '../../lib/store.ts';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Drawer } from '../../ui/overlays/Drawer.tsx';
import { TaskItem } from './TaskItem.tsx';
import styles from './Tasks.module.css';

const Jobs = graphql(`
  query TaskPanel {
    jobs(first: 30, filter: { isMine: true }) { nodes { id ...Job_job } }
  }
`);

/** The viewer's jobs, newest first, with progress, rows and undo. */
export function TaskPanel() {
  const t = useText();
  const { job: open } = useStore(tray);
  const [result, reload] = useQuery({ query: Jobs, requestPolicy: 'cache-and-network' });
  return (
    <Drawer
      isOpen
      onOpenChange={() => tray.set({ isOpen: false, job: null })}
      title={t('ui.tasks')}
      closeLabel={t('ui.close')}
    >
      <QueryGate result={result} retry={reload} skeleton={<Skeleton lines={5} height={56} />}>
        {({ jobs: { nodes } }) =>
          nodes.length === 0 ? (
            <EmptyState title={t('ui.tasks.empty')}>{t('ui.tasks.emptyText')}</EmptyState>
          ) : (
            <ul className={styles.tasks}>
              {nodes.map((node) => (
                <TaskItem
                  key={node.id}
                  job={readFragment(Job, node)}
                  isOpen={node.id === open}
                  onOpen={() => tray.set({ isOpen: true, job: node.id === open ? null : node.id })}
                />
              ))}
            </ul>
          )
        }
      </QueryGate>
    </Drawer>
  );
}
