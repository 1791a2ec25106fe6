import { graphql } from '../../../gql/gql.ts';
import { useNow } from '../../../lib/clock.ts';
import { useText } from '../../../lib/i18n.tsx';
import { exactly, HomeFigure, OVERDUE } from '../figures.tsx';
import { HomeBody, HomeGate } from '../HomeBody.tsx';
import { Queues } from '../queues/Queues.tsx';
import { oldest } from './oldest.ts';

const Home = graphql(`
  query OperatorHome {
    waiting: deadlines(first: 100, filter: { isMine: true }) { ...Queues_connection }
    special: exclusiveDiscounts(first: 1, filter: { status: [MANUAL_REVIEW] }) {
      count { value isExact } totals { netTotal { amount currency } }
    }
    bindings: partnerBindings(first: 1, filter: { status: [CHANGE_PENDING, UNBIND_PENDING] }) {
      count { value isExact }
    }
    toSend: settlementBills(first: 100, filter: { status: [GENERATED] }) {
      nodes { id } count { value isExact } totals { gross { amount currency } }
    }
    toCountersign: settlementBills(first: 100, filter: { status: [COUNTERSIGNING] }) {
      nodes { id } count { value isExact } totals { gross { amount currency } }
    }
    toPay: settlementBills(first: 1, filter: { status: [PAYING, PAYMENT_REJECTED] }) {
      count { value isExact } totals { gross { amount currency } }
    }
    onTheWay: invoices(first: 1, filter: { status: [MAILED] }) {
      count { value isExact } totals { gross { amount currency } }
    }
    toVerify: invoices(first: 1, filter: { status: [SIGNED] }) {
      count { value isExact } totals { gross { amount currency } }
    }
    overdue: invoices(first: 1, filter: { isOverdue: true, status: [NOTIFIED, ISSUED, MAILED, RETURNED] }) {
      count { value isExact } totals { gross { amount currency } }
    }
    refused: paymentAuthorizations(first: 1, filter: { status: [REFUSED] }) {
      count { value isExact } totals { amount { amount currency } }
    }
    appeals: appeals(first: 1, filter: { status: [SUBMITTED, IN_REVIEW] }) {
      count { value isExact } totals { cash { amount currency } }
    }
    disputes: lineDisputes(first: 100, filter: { status: [OPEN] }) { nodes { id bill { id period } } }
    runs: billRuns(first: 24) { nodes { id period status runAt parkedCount } }
  }
`);

/** Queues with their age and money, late runs, parked partners and disputes. */
export function OperatorHome() {
  const t = useText();
  const now = useNow();
  return (
    <HomeGate query={Home} variables={{}}>
      {(data, body) => {
        const runs = data.runs.nodes;
        const parked = oldest(
          runs.flatMap(({ period, parkedCount }) =>
            parkedCount > 0 ? [[period, parkedCount] as const] : [],
          ),
        );
        const late = oldest(
          runs
            .filter(({ status, runAt }) => status !== 'COMPLETED' && Date.parse(runAt) < now)
            .map(({ period }) => [period, 1] as const),
        );
        const disputes = oldest(data.disputes.nodes.map(({ bill }) => [bill.period, 1] as const));
        const close = (step: 'run' | 'dispute', { period, count, others }: typeof parked) => ({
          count,
          note: period && t('ui.home.ofPeriod', { period, others }),
          to: '/period-close',
          search: { step, ...(period && { period }) },
        });
        return (
          <HomeBody
            body={body}
            figures={
              <>
                <HomeFigure
                  label="ui.home.count.special"
                  amount={data.special.totals.netTotal.amount}
                  count={data.special.count}
                  to="/discounts"
                  search={{ status: 'MANUAL_REVIEW' }}
                />
                <HomeFigure
                  label="ui.home.count.countersign"
                  amount={data.toCountersign.totals.gross.amount}
                  count={data.toCountersign.count}
                  unit="ui.home.unit.bills"
                  to="/bills"
                  search={{ view: 'toCountersign' }}
                />
                <HomeFigure
                  label="ui.home.count.toPay"
                  amount={data.toPay.totals.gross.amount}
                  count={data.toPay.count}
                  unit="ui.home.unit.bills"
                  to="/bills"
                  search={{ view: 'paying' }}
                />
                <HomeFigure label="ui.home.count.parked" {...close('run', parked)} />
                <HomeFigure
                  label="ui.home.count.lateRuns"
                  count={exactly(late.count.value + late.others)}
                  note={
                    late.period
                      ? t('ui.home.ofPeriod', { period: late.period, others: late.others })
                      : t('ui.home.lateNone')
                  }
                  {...(late.period && {
                    to: '/period-close',
                    search: { step: 'run', period: late.period },
                  })}
                />
              </>
            }
            aside={
              <Queues
                title="ui.home.queues"
                waiting={data.waiting}
                queues={[
                  {
                    id: 'special',
                    label: 'ui.home.count.special',
                    count: data.special.count,
                    amount: data.special.totals.netTotal.amount,
                    of: ['ExclusiveDiscount.remind'],
                    to: '/discounts',
                    search: { status: 'MANUAL_REVIEW' },
                  },
                  {
                    id: 'appeals',
                    label: 'ui.home.count.appeals',
                    count: data.appeals.count,
                    amount: data.appeals.totals.cash.amount,
                    of: ['Appeal.flagBreach'],
                    to: '/appeals',
                  },
                  {
                    id: 'disputes',
                    label: 'ui.home.count.disputes',
                    of: ['LineDispute.flagBreach'],
                    ...close('dispute', disputes),
                  },
                  {
                    id: 'bindings',
                    label: 'ui.home.count.openRequests',
                    count: data.bindings.count,
                    of: ['PartnerBinding.remind'],
                    to: '/bindings',
                    search: { view: 'requests' },
                  },
                  {
                    id: 'toSend',
                    label: 'ui.home.count.toSend',
                    count: data.toSend.count,
                    amount: data.toSend.totals.gross.amount,
                    of: ['SettlementBill.remind'],
                    objects: data.toSend.nodes,
                    to: '/bills',
                    search: { status: 'GENERATED' },
                  },
                  {
                    id: 'bills',
                    label: 'ui.home.count.countersign',
                    count: data.toCountersign.count,
                    amount: data.toCountersign.totals.gross.amount,
                    of: ['SettlementBill.remind'],
                    objects: data.toCountersign.nodes,
                    to: '/bills',
                    search: { view: 'toCountersign' },
                  },
                  {
                    id: 'onTheWay',
                    label: 'ui.home.count.toSign',
                    count: data.onTheWay.count,
                    amount: data.onTheWay.totals.gross.amount,
                    of: ['Invoice.lapse'],
                    to: '/invoices',
                    search: { view: 'toSign' },
                  },
                  {
                    id: 'toVerify',
                    label: 'ui.home.count.toVerify',
                    count: data.toVerify.count,
                    amount: data.toVerify.totals.gross.amount,
                    of: ['Invoice.remind'],
                    to: '/invoices',
                    search: { view: 'toVerify' },
                  },
                  {
                    id: 'overdue',
                    label: 'ui.home.overdue',
                    count: data.overdue.count,
                    amount: data.overdue.totals.gross.amount,
                    to: '/invoices',
                    search: { view: 'overdue', status: OVERDUE },
                  },
                  {
                    id: 'refused',
                    label: 'ui.home.count.refused',
                    count: data.refused.count,
                    amount: data.refused.totals.amount.amount,
                    to: '/payment-queue',
                    search: { view: 'refused' },
                  },
                ]}
              />
            }
          />
        );
      }}
    </HomeGate>
  );
}
