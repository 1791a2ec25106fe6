import { CircleAlert } from 'lucide-react';
import { DeadlineBadge } from '../../domain/DeadlineBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import { ExactTime } from '../../ui/display/ExactTime.tsx';

const Invoice = graphql(`
  fragment InvoiceClock_invoice on Invoice { id status dueAt verifyDueAt isVerifyDueProvisional overdueSince }
`);

/** States in which the period for the signature is running. */
const RUNNING = new Set(['NOTIFIED', 'ISSUED', 'MAILED', 'RETURNED']);

/** Time left for signing or verification, or the delay; hidden when no one is waiting. */
export function InvoiceClock({ invoice }: { invoice: FragmentType<typeof Invoice> }) {
  const t = useText();
  const format = useFormat();
  const { status, dueAt, verifyDueAt, isVerifyDueProvisional, overdueSince } = readFragment(
    Invoice,
    invoice,
  );
  const running = RUNNING.has(status);
  if (running && overdueSince)
    return (
      <ExactTime at={overdueSince} exact={format.dateTime(overdueSince)}>
        <Badge tone="bad" icon={CircleAlert}>
          {t('ui.invoice.overdue')}
        </Badge>
      </ExactTime>
    );
  const due = running ? dueAt : status === 'SIGNED' ? verifyDueAt : null;
  const isProvisional = due === verifyDueAt && isVerifyDueProvisional;
  return due && <DeadlineBadge deadline={{ dueAt: due, isProvisional }} />;
}
