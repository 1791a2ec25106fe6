import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useClient, useSubscription } from 'urql';
import { ActionButtons } from '../../../domain/ActionButtons.tsx';
import { useStep } from '../../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Progress } from '../../../ui/feedback/Progress.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';

const Run = graphql(`
  fragment FeedSteps_run on SyncRun { id outcome pages rowsRead rowsWritten rowsQuarantined total errorCode }
`);
const Feed = graphql(`
  fragment FeedSteps_feed on UpstreamFeed {
    id version api status isRunning
    runs(first: 1) { nodes { id ...FeedSteps_run } }
    ...ActionButtons_actionable
  }
`);
const One = graphql(`
  query FeedSteps($id: ID!) { upstreamFeed(by: { id: $id }) { id ...FeedTable_feed } }
`);
const sync = graphql(`
  mutation FeedSteps_sync($input: UpstreamFeedSyncInput!, $idempotencyKey: ID!) {
    step: upstreamFeedSync(input: $input, idempotencyKey: $idempotencyKey) {
      upstreamFeed { id ...FeedTable_feed }
      userErrors { code field message params { key value } }
    }
  }
`);
const switchOff = graphql(`
  mutation FeedSteps_switchOff($input: UpstreamFeedSwitchOffInput!, $idempotencyKey: ID!) {
    step: upstreamFeedSwitchOff(input: $input, idempotencyKey: $idempotencyKey) {
      upstreamFeed { id ...FeedTable_feed }
      userErrors { code field message params { key value } }
    }
  }
`);
const switchOn = graphql(`
  mutation FeedSteps_switchOn($input: UpstreamFeedSwitchOnInput!, $idempotencyKey: ID!) {
    step: upstreamFeedSwitchOn(input: $input, idempotencyKey: $idempotencyKey) {
      upstreamFeed { id ...FeedTable_feed }
      userErrors { code field message params { key value } }
    }
  }
`);
const Live = graphql(`
  subscription FeedSteps_progress($id: ID!) { syncRunProgress(id: $id) { id ...FeedSteps_run } }
`);

/** Pause between two looks whether a requested run has begun. */
const LOOK_MS = 1_500;

export interface FeedStepsProps {
  feed: FragmentType<typeof Feed>;
  onDone: () => void;
}

/** "Sync now" of one feed, then the progress of the run until its end. */
export function FeedSteps({ feed, onDone }: FeedStepsProps) {
  const t = useText();
  const format = useFormat();
  const client = useClient();
  const f = readFragment(Feed, feed);
  const syncing = useStep(sync);
  const off = useStep(switchOff, t('ui.upstream.switchedOff'));
  const on = useStep(switchOn, t('ui.upstream.switchedOn'));
  const row = { id: f.id, version: f.version };
  /** Id of the latest run when the viewer asked for another one. */
  const [before, setBefore] = useState<string | null>(null);
  const [latest] = f.runs.nodes.map((node) => readFragment(Run, node));
  const isNew = before !== null && latest !== undefined && latest.id !== before;
  const isWaiting = before !== null && !isNew;
  const isRunning = latest?.outcome === 'RUNNING' && (isNew || f.isRunning);
  useSubscription({ query: Live, variables: { id: latest?.id ?? '' }, pause: !isRunning });

  useEffect(() => {
    if (!isWaiting) return;
    const look = () =>
      void client.query(One, { id: f.id }, { requestPolicy: 'network-only' }).toPromise();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [client, f.id, isWaiting]);

  useEffect(() => {
    if (!isNew || isRunning || !latest) return;
    setBefore(null);
    onDone();
    const facts = {
      rows: latest.rowsRead,
      written: latest.rowsWritten,
      quarantined: latest.rowsQuarantined,
    };
    toast.show({
      tone: latest.outcome === 'SUCCEEDED' ? 'good' : 'bad',
      title: `${t.enum('UpstreamApi', f.api)} · ${t.enum('SyncRunOutcome', latest.outcome)}`,
      description: latest.errorCode ?? t('ui.upstream.runSums', facts),
    });
  }, [isNew, isRunning, latest, f.api, onDone, t]);

  async function start() {
    if (await syncing.run(row)) setBefore(latest?.id ?? '');
  }
  if (isWaiting || isRunning) {
    const { rowsRead = 0, total } = (isRunning && latest) || {};
    return (
      <Progress
        label={t.enum('SyncRunOutcome', 'RUNNING')}
        value={rowsRead}
        total={Math.max(total ?? rowsRead, 1)}
        valueText={format.number(rowsRead)}
      />
    );
  }
  return (
    <span className="row">
      <ActionButtons
        actionable={f}
        size="sm"
        buttons={[
          {
            name: 'sync',
            label: t(f.status === 'CIRCUIT_OPEN' ? 'ui.upstream.probe' : 'ui.upstream.sync'),
            icon: RefreshCw,
            onPress: () => void start(),
          },
          {
            name: 'switchOff',
            label: t('ui.upstream.switchOff'),
            variant: 'ghost',
            onPress: () => off.run(row),
          },
          { name: 'switchOn', label: t('ui.upstream.switchOn'), onPress: () => on.run(row) },
        ]}
      />
    </span>
  );
}
