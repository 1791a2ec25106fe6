import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { ActivityTimeline } from '../../../domain/ActivityTimeline.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { BackToList } from '../../../list/BackToList.tsx';
import { PrintButton, PrintNote } from '../../../shell/PrintButton.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Tag } from '../../../ui/display/Badge.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Columns, Page } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { OrderAttribution } from './OrderAttribution.tsx';
import { OrderDeliveries } from './OrderDeliveries.tsx';
import { OrderFigures } from './OrderFigures.tsx';
import { OrderLines } from './OrderLines.tsx';
import { OrderRefunds } from './OrderRefunds.tsx';
import { RefundRequests } from './RefundRequests.tsx';

const One = graphql(`
  query OrderPage($id: ID!) { order(by: { id: $id }) { id number ...OrderPage_order } }
`);
export const prefetch = (id: string) => createRequest(One, { id });
const Order = graphql(`
  fragment OrderPage_order on Order {
    id number status orderType customerName
    ...OrderFigures_order
    ...OrderJourney_order
    ...OrderAttribution_order
    ...OrderRefunds_order
    ...RefundRequests_order
    ...OrderDeliveries_order
    activities(first: 30) { nodes { id ...ActivityTimeline_activity } }
  }
`);

const tones = { confirmPayment: 'good', complete: 'good', cancel: 'bad', expire: 'bad' } as const;
const route = getRouteApi('/app/orders/$id');

/** One order: its money, its lines on their way to the bill, its attribution and its refunds. */
export function OrderPage() {
  const { id } = route.useParams();
  return (
    <Page>
      <RecordGate
        prefix="ord"
        query={One}
        variables={{ id }}
        of={(data) => data.order}
        title={({ number }) => number}
        skeleton={<RecordSkeleton />}
      >
        {(order) => <Content order={order} />}
      </RecordGate>
    </Page>
  );
}

function Content({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const o = readFragment(Order, order);
  return (
    <>
      <PageHead
        title={o.number}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[
          <BackToList key="list" name="orders" label="ui.nav.orders" />,
          <span key="customer">{o.customerName}</span>,
        ]}
        meta={
          <>
            <StateBadge type="OrderStatus" value={o.status} />
            <Tag>{t.enum('OrderType', o.orderType)}</Tag>
          </>
        }
        actions={<PrintButton />}
      />
      <RefundRequests order={o} />
      <OrderFigures order={o} />
      <OrderLines order={o} />
      <Columns
        aside={
          <>
            <OrderRefunds order={o} />
            <Card title={t('ui.activity')}>
              <ActivityTimeline
                activities={o.activities.nodes}
                tones={tones}
                label={t('ui.activity')}
              />
            </Card>
          </>
        }
      >
        <OrderDeliveries order={o} />
        <OrderAttribution order={o} />
      </Columns>
      <PrintNote />
    </>
  );
}
