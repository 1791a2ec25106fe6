import { CircleAlert, Pause } from 'lucide-react';
import type { ReactNode } from 'react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { SellerLink } from '../../../domain/SellerLink.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Badge, Tag } from '../../../ui/display/Badge.tsx';

const Supervision = graphql(`
  fragment SupervisionHead_supervision on Supervision {
    id orderNumber customerName productName specificationName quantity template status dueAt deliverBy
    isOverdue isStalled frozenAt paidAt isReviewed
    dealPrice { amount currency }
    order { id }
    partner { id name }
    seller { id name }
  }
`);
export type SupervisionHeadFragment = FragmentType<typeof Supervision>;

/** State, time left and flags of a delivery. */
export function SupervisionBadges({ supervision }: { supervision: SupervisionHeadFragment }) {
  const t = useText();
  const s = readFragment(Supervision, supervision);
  // A deadline that is the promise says itself that it has passed.
  const isLate = s.isOverdue && s.dueAt !== s.deliverBy;
  return (
    <>
      <StateBadge type="SupervisionStatus" value={s.status} />
      {s.frozenAt && (
        <Badge tone="idle" icon={Pause}>
          {t('ui.supervision.clocksStopped')}
        </Badge>
      )}
      {s.dueAt && <DeadlineBadge deadline={{ dueAt: s.dueAt }} />}
      {s.isReviewed && <Tag>{t('ui.supervision.reviewed')}</Tag>}
      {isLate && (
        <Badge tone="bad" icon={CircleAlert}>
          {t('ui.supervision.overdue')}
        </Badge>
      )}
      {s.isStalled && (
        <Badge tone="waiting" icon={CircleAlert}>
          {t('ui.supervision.stalled')}
        </Badge>
      )}
    </>
  );
}

/** Order, money and parties of a delivery, in one line. */
export function SupervisionFacts({
  supervision,
  order,
}: {
  supervision: SupervisionHeadFragment;
  /** Link to the order; the default is the order's page. */
  order?: ReactNode;
}) {
  const t = useText();
  const format = useFormat();
  const s = readFragment(Supervision, supervision);
  return (
    <>
      {order ?? (
        <RouteLink to="/orders/$id" params={{ id: s.order.id }}>
          {s.orderNumber}
        </RouteLink>
      )}
      <span>{t.enum('SupervisionTemplate', s.template)}</span>
      <span>{format.money(s.dealPrice)}</span>
      <span>{t('ui.supervision.paidAt', { time: format.dateTime(s.paidAt) })}</span>
      <SellerLink seller={s.seller} />
      {s.partner && <span>{s.partner.name}</span>}
    </>
  );
}

/** "Customer · product × 2". */
export function useSupervisionTitle(): (supervision: SupervisionHeadFragment) => string {
  const t = useText();
  return (supervision) => {
    const s = readFragment(Supervision, supervision);
    const quantity = s.quantity > 1 ? ` ${t('ui.order.quantity', { quantity: s.quantity })}` : '';
    return `${s.productName}${quantity}`;
  };
}
