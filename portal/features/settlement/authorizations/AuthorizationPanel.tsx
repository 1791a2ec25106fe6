import { createRequest } from 'urql';
import { ActivityTimeline } from '../../../domain/ActivityTimeline.tsx';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { Calculation } from '../../../domain/derivation/Calculation.tsx';
import { FactList } from '../../../domain/FactList.tsx';
import { SellerLink } from '../../../domain/SellerLink.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { RouteLink } from '../../../shell/links.ts';
import { PanelFrame, RecordPanel } from '../../../shell/PanelFrame.tsx';
import { PanelSection } from '../../../ui/overlays/SidePanel.tsx';
import { AuthorizationActions } from './AuthorizationActions.tsx';

const One = graphql(`
  query AuthorizationPanel($id: ID!) {
    paymentAuthorization(by: { id: $id }) { id ...AuthorizationPanel_authorization }
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
const Authorization = graphql(`
  fragment AuthorizationPanel_authorization on PaymentAuthorization {
    id version status period partnerName orderNumber productName createdAt dueAt isDueProvisional
    isFlagged decidedAt decidedByName refusalReason operatorReason releasedAt
    amount { amount currency }
    amountDerivation { ...Calculation_derivation }
    seller { id name }
    orderLine {
      id specificationName
      order { id customerName paidAt }
    }
    activities(first: 20) { nodes { id ...ActivityTimeline_activity } }
    ...AuthorizationActions_authorization
  }
`);

const tones = { authorize: 'good', override: 'good', refuse: 'bad', flag: 'bad' } as const;

export function AuthorizationPanel({ id, onClose }: { id: string; onClose: () => void }) {
  return (
    <RecordPanel
      id={id}
      prefix="pau"
      query={One}
      of={(data) => data.paymentAuthorization}
      onClose={onClose}
    >
      {(authorization) => <Content authorization={authorization} onClose={onClose} />}
    </RecordPanel>
  );
}

interface ContentProps {
  authorization: FragmentType<typeof Authorization>;
  onClose: () => void;
}

/** Order and computation of a payment, with the viewer's decision. */
function Content({ authorization, onClose }: ContentProps) {
  const t = useText();
  const format = useFormat();
  const a = readFragment(Authorization, authorization);
  const line = a.orderLine;
  const facts = {
    partner: a.partnerName,
    seller: <SellerLink seller={a.seller} />,
    period: a.period,
    customer: line?.order.customerName,
    order: line && (
      <RouteLink to="/orders/$id" params={{ id: line.order.id }}>
        {a.orderNumber}
      </RouteLink>
    ),
    product: [a.productName, line?.specificationName].filter(Boolean).join(' · '),
    paidAt: line?.order.paidAt && format.dateTime(line.order.paidAt),
    since: format.dateTime(a.createdAt),
    due: a.dueAt && (
      <DeadlineBadge deadline={{ dueAt: a.dueAt, isProvisional: a.isDueProvisional }} />
    ),
    decided:
      a.decidedAt &&
      t('ui.paymentQueue.decidedBy', {
        name: a.decidedByName ?? '',
        time: format.dateTime(a.decidedAt),
      }),
    refusal: a.refusalReason,
    operator: a.operatorReason,
    released: a.releasedAt && format.dateTime(a.releasedAt),
  };
  return (
    <PanelFrame
      title={`${a.partnerName} · ${format.money(a.amount)}`}
      badges={<StateBadge type="PaymentAuthorizationStatus" value={a.status} />}
      onClose={onClose}
      footer={<AuthorizationActions authorization={a} />}
    >
      <PanelSection>
        <FactList labels="ui.paymentQueue.fact" facts={facts} />
      </PanelSection>
      <PanelSection title={t('ui.paymentQueue.how')}>
        <Calculation derivation={a.amountDerivation} />
      </PanelSection>
      <PanelSection title={t('ui.activity')}>
        <ActivityTimeline activities={a.activities.nodes} tones={tones} label={t('ui.activity')} />
      </PanelSection>
    </PanelFrame>
  );
}
