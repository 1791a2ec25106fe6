import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';
import { RecordHead } from '../../../domain/record/RecordHead.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { graphql } from '../../../gql/gql.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { WebhookFacts } from './WebhookFacts.tsx';
import { WebhookLog } from './WebhookLog.tsx';
import { WebhookSteps } from './WebhookSteps.tsx';

const One = graphql(`
  query WebhookPage($id: ID!, $first: Int!) {
    webhookEndpoint(by: { id: $id }) {
      id name status testRequestedAt
      ...WebhookSteps_webhook
      ...WebhookFacts_webhook
      ...WebhookLog_webhook
    }
  }
`);

const FIRST = 20;
const MOST = 100;
/** Pause between two looks for the outcome of a test. */
const LOOK_MS = 1_500;

const route = getRouteApi('/app/developers/webhooks/$id');

/** One webhook: its steps, its facts and its attempts. */
export function WebhookPage() {
  const { id } = route.useParams();
  const [first, setFirst] = useState(FIRST);
  return (
    <Page>
      <RecordGate
        prefix="whe"
        query={One}
        variables={{ id, first }}
        of={(data) => data.webhookEndpoint}
        title={({ name }) => name}
        skeleton={<RecordSkeleton />}
      >
        {(webhook) => (
          <>
            <RecordHead
              title={webhook.name}
              crumbs={[<BackToList key="list" name="webhooks" label="ui.nav.webhooks" />]}
              meta={<StateBadge type="WebhookEndpointStatus" value={webhook.status} />}
              actions={<WebhookSteps webhook={webhook} />}
            />
            <TestWatch id={id} first={first} isWaiting={webhook.testRequestedAt !== null} />
            <WebhookFacts webhook={webhook} />
            <WebhookLog webhook={webhook} onMore={first < MOST ? () => setFirst(MOST) : null} />
          </>
        )}
      </RecordGate>
    </Page>
  );
}

/** Looks for the outcome of a requested test until it is there. */
function TestWatch({ id, first, isWaiting }: { id: string; first: number; isWaiting: boolean }) {
  const client = useClient();
  useEffect(() => {
    if (!isWaiting) return;
    const look = () =>
      void client.query(One, { id, first }, { requestPolicy: 'network-only' }).toPromise();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [client, id, first, isWaiting]);
  return null;
}
