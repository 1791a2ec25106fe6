import { Thread, type ThreadProps } from '../../domain/discussion/Thread.tsx';
import { useSession } from '../../lib/session.ts';

/** Words about a delivery, which the customer reads and writes by a link to the order. */
export function DeliveryThread(props: Omit<ThreadProps, 'withCustomer'>) {
  const { link } = useSession();
  // The other links of a customer show no words about a delivery.
  if (link && link.purpose !== 'ORDER') return null;
  return <Thread {...props} withCustomer={!link} />;
}
