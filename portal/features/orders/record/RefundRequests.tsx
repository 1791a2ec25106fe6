import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { SellerRequest } from '../refunds/SellerRequest.tsx';

const Order = graphql(`
  fragment RefundRequests_order on Order {
    id
    lines { id refundRequests { id ...SellerRequest_request } }
  }
`);

/** 退订申请: requests of the customer, which the seller answers and the others follow. */
export function RefundRequests({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const requests = readFragment(Order, order).lines.flatMap(({ refundRequests }) => refundRequests);
  if (requests.length === 0) return null;
  return (
    <Card title={t('ui.refund.requests')} note={t('ui.refund.requestsNote')}>
      <ul>
        {requests.map((request) => (
          <SellerRequest key={request.id} request={request} />
        ))}
      </ul>
    </Card>
  );
}
