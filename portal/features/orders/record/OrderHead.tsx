import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { RecordHead } from '../../../domain/record/RecordHead.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { UpstreamCall } from '../../../domain/UpstreamCall.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { sideOf, useMay, useSession } from '../../../lib/session.ts';
import { BackToList } from '../../../list/BackToList.tsx';
import { useNeighbours } from '../../../list/Neighbours.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { PrintButton } from '../../../shell/PrintButton.tsx';
import { Tag } from '../../../ui/display/Badge.tsx';
import { repaymentOf } from '../repayment.ts';
import { ProgramButton } from './ProgramButton.tsx';
import { RepaymentButton } from './RepaymentButton.tsx';

const Order = graphql(`
  fragment OrderHead_order on Order {
    id number status orderType program customerName placedAt paymentDueAt upstreamOrderId
    customer { id }
    partner { id name }
    lines { id repayment repaidAt }
    ...RepaymentButton_order
    ...ProgramButton_order
  }
`);

const refetch = graphql(`
  mutation OrderHead_refetch($input: OrderRefetchInput!, $idempotencyKey: ID!) {
    step: orderRefetch(input: $input, idempotencyKey: $idempotencyKey) {
      order { id }
      outcome code requestId
      userErrors { code field message params { key value } }
    }
  }
`);

/** Head of an order: its place in the list, its state and its parties. */
export function OrderHead({ order }: { order: FragmentType<typeof Order> }) {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const linked = sideOf(useSession()) !== 'SELLER';
  const o = readFragment(Order, order);
  const repayment = repaymentOf(o.lines);
  const neighbours = useNeighbours({ list: 'orders', id: o.id, to: '/orders/$id' });
  return (
    <RecordHead
      title={o.number}
      crumbs={[
        <BackToList key="list" name="orders" label="ui.nav.orders" />,
        o.customer && linked ? (
          <RouteLink key="customer" to="/customers/$id" params={{ id: o.customer.id }}>
            {o.customerName}
          </RouteLink>
        ) : (
          <span key="customer">{o.customerName}</span>
        ),
      ]}
      neighbours={neighbours}
      meta={
        <>
          <StateBadge type="OrderStatus" value={o.status} />
          {repayment && <StateBadge type="RepaymentStatus" value={repayment.state} />}
          {o.status === 'PENDING_PAYMENT' && o.paymentDueAt && (
            <DeadlineBadge deadline={{ dueAt: o.paymentDueAt }} />
          )}
          <Tag>{t.enum('OrderType', o.orderType)}</Tag>
          {o.program && <Tag>{t.enum('OrderProgram', o.program)}</Tag>}
          <span className="note">
            {o.partner
              ? t('ui.order.servedBy', { partner: o.partner.name })
              : t('ui.order.noPartner')}
            {' · '}
            {t('ui.order.placedAt')} {format.dateTime(o.placedAt)}
          </span>
        </>
      }
      actions={
        <>
          {repayment?.state === 'OUTSTANDING' && <RepaymentButton order={o} />}
          {may('orderSetProgram') && <ProgramButton order={o} />}
          {o.upstreamOrderId && may('orderRefetch') && (
            <UpstreamCall command={refetch} id={o.id} label={t('ui.upstream.refetch')} />
          )}
          <PrintButton />
        </>
      }
    />
  );
}
