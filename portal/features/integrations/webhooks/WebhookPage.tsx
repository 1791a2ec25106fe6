import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useSubscription } from 'urql';
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
      id name status
      ...WebhookSteps_webhook
      ...WebhookFacts_webhook
      ...WebhookLog_webhook
    }
  }
`);
const Live = graphql(`
  subscription WebhookPage_progress($id: ID!, $first: Int!) {
    webhookProgress(id: $id) {
      id name status
      ...WebhookSteps_webhook
      ...WebhookFacts_webhook
      ...WebhookLog_webhook
    }
  }
`);

const FIRST = 20;
const MOST = 100;

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
            <Watch id={id} first={first} />
            <WebhookFacts webhook={webhook} />
            <WebhookLog webhook={webhook} onMore={first < MOST ? () => setFirst(MOST) : null} />
          </>
        )}
      </RecordGate>
    </Page>
  );
}

/** Follows the attempts while the page is open; what a subscription brings also changes the page's query. */
function Watch(variables: { id: string; first: number }) {
  useSubscription({ query: Live, variables });
  return null;
}
