import type { ReactNode } from 'react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import styles from './Requests.module.css';

const Request = graphql(`
  fragment RequestFacts_request on RefundRequest {
    id status productName reason needsReturn createdAt dueAt carrier trackingNumber decisionReason
    amount { amount currency }
  }
`);

export interface RequestFactsProps {
  request: FragmentType<typeof Request>;
  /** Buttons of the viewer. */
  children?: ReactNode;
}

/** A request for a refund: its amount, state and clock, both reasons, and what happens next. */
export function RequestFacts({ request, children }: RequestFactsProps) {
  const t = useText();
  const format = useFormat();
  const r = readFragment(Request, request);
  const note = `ui.refund.note.${r.status}` as const;
  return (
    <li className={styles.request}>
      <div className={styles.head}>
        <strong>
          {t('ui.refund.asked', { amount: format.money(r.amount), name: r.productName })}
        </strong>
        <StateBadge type="RefundRequestStatus" value={r.status} />
        {r.dueAt && <DeadlineBadge deadline={{ dueAt: r.dueAt }} />}
        <small className="note">{format.dateTime(r.createdAt)}</small>
      </div>
      <span>{t('ui.refund.reasonGiven', { reason: r.reason })}</span>
      {r.carrier && r.trackingNumber && (
        <span>{t('ui.refund.returnedBy', { carrier: r.carrier, number: r.trackingNumber })}</span>
      )}
      {r.decisionReason && (
        <strong>{t('ui.refund.decisionReason', { reason: r.decisionReason })}</strong>
      )}
      <span className="note">
        {t(r.status === 'REQUESTED' && r.needsReturn ? 'ui.refund.note.REQUESTED.return' : note)}
      </span>
      {children && <div className={styles.actions}>{children}</div>}
    </li>
  );
}
