import { useQuery } from 'urql';
import { type RecordFigure, RecordFigures } from '../../domain/record/RecordFigures.tsx';
import { RecordRecent } from '../../domain/record/RecordRecent.tsx';
import { RecordTimeline } from '../../domain/record/RecordTimeline.tsx';
import { graphql } from '../../gql/gql.ts';
import type { ProductBusinessQuery } from '../../gql/graphql.ts';
import { serverNow } from '../../lib/clock.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { sideOf, useMay, useSession } from '../../lib/session.ts';
import { yearDays, yearRange } from '../../lib/year.ts';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { PanelSection } from '../../ui/overlays/SidePanel.tsx';

const Business = graphql(`
  query ProductBusiness(
    $id: ID!, $year: DateTimeRange!, $history: Boolean!
    $lines: Boolean!, $authorizations: Boolean!, $joint: Boolean!
  ) {
    product(by: { id: $id }) {
      id saleModel
      notes(first: 50) { ...RecordTimeline_notes }
      discounts: exclusiveDiscounts(first: 1, filter: { status: [EFFECTIVE] }) { count { value isExact } }
      csp: cspAuthorizations(first: 1, filter: { status: [ACTIVE] }) @include(if: $authorizations) {
        count { value isExact }
      }
      joint: jointSalesAuthorizations(first: 1, filter: { status: [ACTIVE] }) @include(if: $joint) {
        count { value isExact }
      }
    }
    sold: orderLines(
      first: 1
      filter: { productId: [$id], placedWithin: $year, status: [PROCESSING, COMPLETED, REFUND_PENDING, REFUNDED] }
    ) @include(if: $lines) {
      count { value isExact }
      totals { dealPrice { amount currency } }
    }
    open: orderLines(
      first: 1, filter: { productId: [$id], status: [PENDING_PAYMENT, PROCESSING, REFUND_PENDING] }
    ) @include(if: $lines) {
      count { value isExact }
    }
    recentActivities(first: 30, filter: { productId: [$id] }) @include(if: $history) {
      ...RecordRecent_activities
    }
    ...RecordTimeline_people
  }
`);

/** States of lines that count as sales. */
const SOLD = 'PROCESSING~COMPLETED~REFUND_PENDING~REFUNDED';
const OPEN = 'PENDING_PAYMENT~PROCESSING~REFUND_PENDING';
const COLUMNS = 'number~customer~partner~DEAL~PLACED';

/** Sales of a product and the rights in force on it, and the history of its listing with notes. */
export function ProductBusiness({ of }: { of: string }) {
  const may = useMay();
  const isPartner = sideOf(useSession()) === 'PARTNER';
  const [result, reload] = useQuery({
    query: Business,
    variables: {
      id: of,
      year: yearRange(serverNow()),
      // Partners read no events of products.
      history: !isPartner,
      lines: may('OrderLine'),
      authorizations: may('CspAuthorization'),
      joint: may('JointSalesAuthorization'),
    },
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate
      result={result}
      retry={reload}
      skeleton={
        <PanelSection>
          <Skeleton lines={3} height={40} />
        </PanelSection>
      }
    >
      {(data) => data.product && <Shown product={data.product} data={data} />}
    </QueryGate>
  );
}

interface ShownProps {
  product: NonNullable<ProductBusinessQuery['product']>;
  data: ProductBusinessQuery;
}

function Shown({ product, data }: ShownProps) {
  const t = useText();
  const format = useFormat();
  const { id, saleModel, discounts, csp, joint, notes } = product;
  const { sold, open, recentActivities } = data;
  const timeline = { subject: { productId: id }, notes, people: data };
  // The list begins with the days that its data cover; the figures count today, too.
  const lines = { productId: id, isOfCompleteDay: '', cols: COLUMNS };
  const counted = (count: { value: number; isExact: boolean }) =>
    t('ui.customer.itemCount', { count: format.count(count) });
  const figures: RecordFigure[] = [];
  if (sold)
    figures.push({
      id: 'sold',
      label: t('ui.customer.figure.sold'),
      value: format.money(sold.totals.dealPrice),
      note: t('ui.product.lineCount', { text: format.count(sold.count), count: sold.count.value }),
      rows: {
        to: '/transactions',
        search: { ...lines, placedWithin: yearDays(serverNow()).join('~'), status: SOLD },
      },
    });
  if (open)
    figures.push({
      id: 'open',
      label: t('ui.product.figure.open'),
      value: t('ui.product.lineCount', { text: format.count(open.count), count: open.count.value }),
      rows: { to: '/transactions', search: { ...lines, status: OPEN } },
    });
  figures.push({
    id: 'discounts',
    label: t('ui.customer.figure.discounts'),
    value: counted(discounts.count),
    rows: { to: '/discounts', search: { productId: id, status: 'EFFECTIVE' } },
  });
  const isJoint = saleModel === 'JOINT_OPERATION';
  const authorizations = isJoint ? joint : csp;
  if (authorizations)
    figures.push({
      id: 'authorizations',
      label: t(isJoint ? 'ui.authorization.joint' : 'ui.authorization.csp'),
      value: counted(authorizations.count),
      rows: {
        to: isJoint ? '/authorizations/joint' : '/authorizations',
        search: { productId: id, status: 'ACTIVE' },
      },
    });
  return (
    <>
      <PanelSection>
        <RecordFigures figures={figures} />
      </PanelSection>
      <PanelSection>
        {recentActivities ? (
          <RecordRecent {...timeline} activities={recentActivities} />
        ) : (
          <RecordTimeline {...timeline} acts={[]} />
        )}
      </PanelSection>
    </>
  );
}
