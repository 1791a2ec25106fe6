import { type RecordFigure, RecordFigures } from '../../../domain/record/RecordFigures.tsx';
import { RecordRecent } from '../../../domain/record/RecordRecent.tsx';
import { RecordTasks } from '../../../domain/record/RecordTasks.tsx';
import type { RecordTask } from '../../../domain/record/task.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Columns } from '../../../ui/layout/Page.tsx';
import { PartnerFacts } from './PartnerFacts.tsx';

const Partner = graphql(`
  fragment PartnerOverview_partner on Partner {
    id
    notes(first: 50) { ...RecordTimeline_notes }
    ...PartnerFacts_partner
  }
`);
const Query = graphql(`
  fragment PartnerOverview_query on Query {
    unpaid: settlementBills(
      first: 1
      filter: {
        partnerId: [$id]
        status: [
          GENERATED, SENT, COUNTERSIGNING, AWAITING_INVOICE, VERIFYING_INVOICE, PAYING, PAYMENT_REJECTED
        ]
      }
    ) @include(if: $bills) {
      count { value isExact }
      totals { gross { amount currency } }
    }
    toVerify: invoices(first: 1, filter: { partnerId: [$id], status: [SIGNED] })
      @include(if: $invoices) {
      count { value isExact }
      totals { gross { amount currency } }
    }
    open: orders(
      first: 1, filter: { partnerId: [$id], status: [PENDING_PAYMENT, PROCESSING, REFUND_PENDING] }
    ) {
      count { value isExact }
      totals { dealTotal { amount currency } }
    }
    effective: exclusiveDiscounts(first: 1, filter: { partnerId: [$id], status: [EFFECTIVE] }) {
      count { value isExact }
      totals { netTotal { amount currency } }
    }
    recentActivities(first: 50, filter: { partnerId: [$id] }) {
      ...RecordRecent_activities
    }
    ...RecordTimeline_people
  }
`);

const UNPAID =
  'GENERATED~SENT~COUNTERSIGNING~AWAITING_INVOICE~VERIFYING_INVOICE~PAYING~PAYMENT_REJECTED';
const OPEN = 'PENDING_PAYMENT~PROCESSING~REFUND_PENDING';

export interface PartnerOverviewProps {
  partner: FragmentType<typeof Partner>;
  query: FragmentType<typeof Query>;
  tasks: readonly RecordTask[];
}

/** Money, open tasks, programme data and history of a partner. */
export function PartnerOverview({ partner, query, tasks }: PartnerOverviewProps) {
  const t = useText();
  const format = useFormat();
  const p = readFragment(Partner, partner);
  const q = readFragment(Query, query);
  const { unpaid, toVerify, open, effective, recentActivities } = q;
  const rowsOf = (tab: string, status: string) => ({
    to: '/partners/$id',
    params: { id: p.id },
    search: { tab, status },
  });
  const figures: RecordFigure[] = [
    ...(unpaid
      ? [
          {
            id: 'unpaid',
            label: t('ui.partner.figure.unpaid'),
            value: format.money(unpaid.totals.gross),
            note: t('ui.customer.itemCount', { count: format.count(unpaid.count) }),
            rows: rowsOf('bills', UNPAID),
          },
        ]
      : []),
    ...(toVerify
      ? [
          {
            id: 'toVerify',
            label: t('ui.partner.figure.toVerify'),
            value: format.money(toVerify.totals.gross),
            note: t('ui.customer.itemCount', { count: format.count(toVerify.count) }),
            rows: rowsOf('invoices', 'SIGNED'),
          },
        ]
      : []),
    {
      id: 'open',
      label: t('ui.customer.figure.open'),
      value: format.money(open.totals.dealTotal),
      note: t('ui.customer.orderCount', { count: open.count.value }),
      rows: rowsOf('orders', OPEN),
    },
    {
      id: 'discounts',
      label: t('ui.customer.figure.discounts'),
      value: format.money(effective.totals.netTotal),
      note: t('ui.customer.itemCount', { count: format.count(effective.count) }),
      rows: rowsOf('discounts', 'EFFECTIVE'),
    },
  ];
  return (
    <div className="stack">
      <RecordFigures figures={figures} />
      <Columns aside={<PartnerFacts partner={p} />}>
        <RecordTasks tasks={tasks} />
        <RecordRecent
          subject={{ partnerId: p.id }}
          notes={p.notes}
          activities={recentActivities}
          people={q}
        />
      </Columns>
    </div>
  );
}
