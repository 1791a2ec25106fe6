import { ListChecks } from 'lucide-react';
import { Job } from '../../domain/bulk/job.ts';
import { openTray, tray } from '../../domain/bulk/tray.ts';
import { readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent, preload } from '../../lib/lazy.tsx';
import { useMay } from '../../lib/session.ts';
import { useStore } from '../../lib/store.ts';
import type { TopBarItemProps } from '../../shell/feature.ts';
import { QuietButton } from '../../shell/QuietButton.tsx';
import { Count } from '../../ui/display/Badge.tsx';

const Running = graphql(`
  fragment TaskTray_query on Query {
    jobs(first: 20, filter: { isMine: true, status: [QUEUED, RUNNING] }) { nodes { id ...Job_job } }
  }
`);

const Panel = lazyComponent(() => import('./TaskPanel.tsx'), 'TaskPanel');
/** Begins with the state of all jobs, so that no update is lost while it loads. */
const JobWatcher = lazyComponent(() => import('./JobWatcher.tsx'), 'JobWatcher');

/**
 * The task button with the number of running jobs; it follows them on every page. Shown to roles
 * with bulk actions.
 */
export function TaskTray({ query }: Pick<TopBarItemProps, 'query'>) {
  return useMay()('jobCancel') ? <Tray query={query} /> : null;
}

function Tray({ query }: Pick<TopBarItemProps, 'query'>) {
  const t = useText();
  const { isOpen } = useStore(tray);
  const running =
    readFragment(Running, query)?.jobs.nodes.map((node) => readFragment(Job, node)) ?? [];
  const count = running.length;
  return (
    <>
      <span onPointerEnter={() => preload(Panel)}>
        <QuietButton
          icon={ListChecks}
          label={count > 0 ? t('ui.tasks.running', { count }) : t('ui.tasks')}
          onPress={() => openTray()}
        >
          {count > 0 && <Count>{count}</Count>}
        </QuietButton>
      </span>
      {running.map((job) => (
        <JobWatcher key={job.id} id={job.id} />
      ))}
      {isOpen && <Panel />}
    </>
  );
}
