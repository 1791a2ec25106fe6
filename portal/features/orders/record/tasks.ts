import { byTimeLeft, type RecordTask } from '../../../domain/record/task.ts';
import { useDeadlineTasks } from '../../../domain/record/useDeadlineTasks.tsx';
import { useDeliveryTasks } from '../../../domain/record/useDeliveryTasks.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';

const Order = graphql(`
  fragment OrderTasks_order on Order {
    id
    waiting: supervisions(first: 20, filter: { actsSide: [CUSTOMER, SELLER, OPERATOR] }) {
      nodes { id ...useDeliveryTasks_supervision }
    }
  }
`);
const Query = graphql(`
  fragment OrderTasks_query on Query {
    deadlines(first: 50, filter: { orderId: [$id] }) {
      nodes { id subjectType ...useDeadlineTasks_deadline }
    }
  }
`);

/** Requests for refunds are answered on the page itself. */
const PARTS = ['RefundRequest'];

/** Everything open about an order by time left: its payment, deliveries, appeals and requests for refunds. */
export function useOrderTasks(
  order: FragmentType<typeof Order>,
  query: FragmentType<typeof Query>,
): RecordTask[] {
  const deliveries = useDeliveryTasks(readFragment(Order, order).waiting.nodes);
  const decisions = useDeadlineTasks(
    readFragment(Query, query).deadlines.nodes.filter(
      ({ subjectType }) => subjectType !== 'Supervision',
    ),
    PARTS,
  );
  return byTimeLeft([...deliveries, ...decisions]);
}
