import { getRouteApi } from '@tanstack/react-router';
import { Cable, Plug } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import type { UpstreamPageQuery } from '../../../gql/graphql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { lazyComponent } from '../../../lib/lazy.tsx';
import { sideOf, useMay, useSession } from '../../../lib/session.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { useTitle } from '../../../shell/title.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Columns, Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { Accounts } from '../account/Accounts.tsx';
import { Reconciliation } from '../reconciliation/Reconciliation.tsx';
import { DifferenceTable } from './DifferenceTable.tsx';
import { FeedTable } from './FeedTable.tsx';
import { Quarantine } from './Quarantine.tsx';

const ConnectDialog = lazyComponent(() => import('../account/ConnectDialog.tsx'), 'ConnectDialog');

const Upstream = graphql(`
  query UpstreamPage($differences: [DifferenceStatus!]) {
    upstreamAccounts(first: 5, filter: { status: [CONNECTED, PAUSED, REJECTED] }) {
      nodes { id ...Accounts_account }
      count { value isExact }
    }
    troubled: upstreamFeeds(first: 100, filter: { status: [CIRCUIT_OPEN, LAGGING] }) {
      nodes { id ...FeedTable_feed }
    }
    upstreamFeeds(first: 100) {
      nodes { id ...FeedTable_feed }
      count { value isExact }
    }
    broken: upstreamFeeds(first: 1, filter: { status: [CIRCUIT_OPEN] }) { count { value isExact } }
    late: upstreamFeeds(first: 1, filter: { status: [LAGGING] }) { count { value isExact } }
    differences(first: 50, filter: { status: $differences }) {
      nodes { id ...DifferenceTable_difference }
    }
    open: differences(first: 1, filter: { status: [OPEN] }) { count { value isExact } }
    resolved: differences(first: 1, filter: { status: [RESOLVED] }) { count { value isExact } }
    quarantinedRows(first: 20, filter: { status: [OPEN] }) {
      nodes { id ...Quarantine_row }
      count { value isExact }
    }
  }
`);

const route = getRouteApi('/app/upstream');

/** 数据来源: the feeds of the viewer's accounts, what they could not apply, and what differs from our record. */
export function UpstreamPage() {
  const t = useText();
  const may = useMay();
  const side = sideOf(useSession());
  const { differences = 'OPEN' } = route.useSearch();
  const navigate = route.useNavigate();
  const [isConnecting, setConnecting] = useState(false);
  useTitle(t('ui.nav.upstream'));
  const [result, reload] = useQuery({
    query: Upstream,
    variables: { differences: [differences] },
    requestPolicy: 'cache-and-network',
  });
  // Only operations connect accounts of several organizations.
  const isConnected = (result.data?.upstreamAccounts.nodes.length ?? 0) > 0;
  const mayConnect = may('upstreamAccountConnect') && (side === 'OPERATOR' || !isConnected);
  const connect = mayConnect && (
    <Button variant="primary" icon={Plug} onPress={() => setConnecting(true)}>
      {t('ui.upstream.connect')}
    </Button>
  );
  const refresh = useCallback(() => reload({ requestPolicy: 'network-only' }), [reload]);
  return (
    <Page>
      <PageHead title={t('ui.nav.upstream')} meta={<Meta data={result.data} />} actions={connect} />
      <QueryGate
        result={result}
        retry={refresh}
        skeleton={
          <Card>
            <Skeleton lines={8} height={32} />
          </Card>
        }
      >
        {(data) =>
          data.upstreamAccounts.nodes.length + data.upstreamFeeds.nodes.length === 0 ? (
            <Card>
              <EmptyState icon={Cable} title={t('ui.upstream.empty')}>
                {t(connect ? 'ui.upstream.emptyText' : 'ui.upstream.emptyOther')}
              </EmptyState>
            </Card>
          ) : (
            <>
              <FeedTable feeds={feedsOf(data)} count={data.upstreamFeeds.count} onDone={refresh} />
              <Reconciliation />
              <Columns
                aside={
                  <>
                    <Quarantine
                      rows={data.quarantinedRows.nodes}
                      count={data.quarantinedRows.count}
                    />
                    <Accounts
                      accounts={data.upstreamAccounts.nodes}
                      count={data.upstreamAccounts.count}
                    />
                  </>
                }
              >
                <DifferenceTable
                  differences={data.differences.nodes}
                  status={differences}
                  choice={{
                    OPEN: data.open.count,
                    RESOLVED: data.resolved.count,
                    onChange: (id) =>
                      void navigate({ search: id === 'OPEN' ? {} : { differences: id } }),
                  }}
                />
              </Columns>
            </>
          )
        }
      </QueryGate>
      {isConnecting && <ConnectDialog onClose={() => setConnecting(false)} />}
    </Page>
  );
}

/** Number of feeds with a problem. */
function Meta({ data }: { data: UpstreamPageQuery | undefined }) {
  const t = useText();
  const [broken, late] = [data?.broken.count.value ?? 0, data?.late.count.value ?? 0];
  return (
    <>
      {broken > 0 && <Badge tone="bad">{t('ui.upstream.broken', { count: broken })}</Badge>}
      {late > 0 && <Badge tone="waiting">{t('ui.upstream.late', { count: late })}</Badge>}
      <span className="note">{t('ui.upstream.lead')}</span>
    </>
  );
}

/** Operations have more feeds than a page of the API: those with a problem are among the shown ones. */
function feedsOf({ troubled, upstreamFeeds }: UpstreamPageQuery) {
  const feeds = [...troubled.nodes, ...upstreamFeeds.nodes];
  return [...new Map(feeds.map((feed) => [feed.id, feed])).values()];
}
