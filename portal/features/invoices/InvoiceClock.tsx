import { CircleAlert } from 'lucide-react';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { RUNNING } from './list.ts';

const Invoice = graphql(`
  fragment InvoiceClock_invoice on Invoice { id status dueAt verifyDueAt overdueSince }
`);

/** What is left until it must be signed for or verified, or that it was late. */
export function InvoiceClock({ invoice }: { invoice: FragmentType<typeof Invoice> }) {
  const t = useText();
  const format = useFormat();
  const { status, dueAt, verifyDueAt, overdueSince } = readFragment(Invoice, invoice);
  const due = RUNNING.has(status) ? dueAt : status === 'SIGNED' ? verifyDueAt : null;
  return (
    <>
      {overdueSince && (
        <Badge tone="bad" icon={CircleAlert} title={format.dateTime(overdueSince)}>
          {t('ui.invoice.overdue')}
        </Badge>
      )}
      {due && !(overdueSince && RUNNING.has(status)) && <DeadlineBadge deadline={{ dueAt: due }} />}
    </>
  );
}
