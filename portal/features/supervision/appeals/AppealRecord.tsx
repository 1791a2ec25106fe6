import { CircleAlert, Pause } from 'lucide-react';
import type { ReactNode } from 'react';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { AppealClocks } from './AppealClocks.tsx';
import { AppealRuling } from './AppealRuling.tsx';
import { AppealSides } from './AppealSides.tsx';
import { AppealThread } from './AppealThread.tsx';

const Appeal = graphql(`
  fragment AppealRecord_appeal on Appeal {
    id number status openedBy category outcome decisionReason decidedByName endedAt decideBy
    isDecideByProvisional isBreached takenByName customerName productName orderNumber
    cash { amount currency }
    refund { amount currency }
    order { id }
    supervision { id }
    seller { id name }
    ...AppealActions_appeal
    ...AppealClocks_appeal
    ...AppealSides_appeal
    ...AppealRuling_appeal
    ...AppealThread_appeal
  }
`);
export type AppealFragment = FragmentType<typeof Appeal>;

const OPEN = new Set(['SUBMITTED', 'IN_REVIEW']);

/** "Seller's appeal: the buyer does not accept". */
export function useAppealTitle(): (appeal: AppealFragment) => string {
  const t = useText();
  return (appeal) => {
    const a = readFragment(Appeal, appeal);
    return t('ui.appeal.title', {
      side: t.enum('AppealSide', a.openedBy),
      category: t.enum('AppealCategory', a.category),
    });
  };
}

export function AppealBadges({ appeal }: { appeal: AppealFragment }) {
  const t = useText();
  const a = readFragment(Appeal, appeal);
  const isOpen = OPEN.has(a.status);
  return (
    <>
      <StateBadge type="AppealStatus" value={a.status} />
      {a.takenByName && isOpen && <Badge tone="review">{a.takenByName}</Badge>}
      {isOpen && (
        <>
          <Badge tone="idle" icon={Pause}>
            {t('ui.appeal.frozen')}
          </Badge>
          <DeadlineBadge deadline={{ dueAt: a.decideBy, isProvisional: a.isDecideByProvisional }} />
        </>
      )}
      {a.isBreached && (
        <Badge tone="bad" icon={CircleAlert}>
          {t('ui.appeal.breached')}
        </Badge>
      )}
    </>
  );
}

/** Number, order, parties and money of an appeal, in one line. */
export function AppealFacts({
  appeal,
  order,
}: {
  appeal: AppealFragment;
  order: (id: string, number: string) => ReactNode;
}) {
  const t = useText();
  const format = useFormat();
  const a = readFragment(Appeal, appeal);
  return (
    <>
      <span>{a.number}</span>
      {order(a.order.id, a.orderNumber)}
      <span>
        {a.seller.name} × {a.customerName}
      </span>
      <span>{a.productName}</span>
      <span>{t('ui.appeal.cash', { amount: format.money(a.cash) })}</span>
    </>
  );
}

/** The record of an appeal: clocks, both sides' evidence, the decision or the form to make it. */
export function AppealRecord({ appeal }: { appeal: AppealFragment }) {
  const t = useText();
  const format = useFormat();
  const a = readFragment(Appeal, appeal);
  return (
    <>
      {a.outcome && (
        <Banner
          tone="info"
          title={t('ui.appeal.decided', {
            outcome: t.enum('AppealOutcome', a.outcome),
            name: a.decidedByName ?? '',
            time: a.endedAt ? format.dateTime(a.endedAt) : '',
          })}
        >
          {[
            a.refund && t('ui.appeal.refunded', { amount: format.money(a.refund) }),
            a.decisionReason,
          ]
            .filter(Boolean)
            .join(' ')}
        </Banner>
      )}
      {a.status === 'WITHDRAWN' && <Banner tone="info">{t('ui.appeal.withdrawnText')}</Banner>}
      <AppealClocks appeal={a} />
      <AppealSides appeal={a} />
      <AppealRuling appeal={a} />
      <AppealThread appeal={a} />
    </>
  );
}
