import { getRouteApi } from '@tanstack/react-router';
import { Receipt } from 'lucide-react';
import { createRequest } from 'urql';
import { PaperLink } from '../../domain/files/PaperLink.tsx';
import { NextStep } from '../../domain/record/NextStep.tsx';
import { RecordActivity } from '../../domain/record/RecordActivity.tsx';
import { RecordHead } from '../../domain/record/RecordHead.tsx';
import { RecordTasks } from '../../domain/record/RecordTasks.tsx';
import { nextOf } from '../../domain/record/task.ts';
import { useDeadlineTasks } from '../../domain/record/useDeadlineTasks.tsx';
import { StateBadge } from '../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { BillPageQuery } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import type { Prefetch } from '../../lib/prefetch.ts';
import { useMay } from '../../lib/session.ts';
import { BackToList } from '../../list/BackToList.tsx';
import { useNeighbours } from '../../list/Neighbours.tsx';
import { RouteButton } from '../../shell/links.ts';
import { PendingHead } from '../../shell/PendingHead.tsx';
import { PrintButton, PrintNote } from '../../shell/PrintButton.tsx';
import { RecordGate } from '../../shell/RecordGate.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { Columns, Page } from '../../ui/layout/Page.tsx';
import { BillActions } from './actions/BillActions.tsx';
import { BillLines } from './BillLines.tsx';
import { BillLinesFile } from './BillLinesFile.tsx';
import { BillOpenItems } from './BillOpenItems.tsx';
import { BillPaperLines, usePaperLines } from './BillPaperLines.tsx';
import { BillPrintHead } from './BillPrintHead.tsx';
import { BillSeal } from './BillSeal.tsx';
import { BillSteps } from './BillSteps.tsx';
import { BillTieOut } from './BillTieOut.tsx';
import { firstLines } from './bill-lines.documents.ts';

const One = graphql(`
  query BillPage($id: ID!) {
    settlementBill(by: { id: $id }) { id period ...BillPage_bill }
    deadlines(first: 20, filter: { billId: [$id] }) { nodes { id ...useDeadlineTasks_deadline } }
    ...RecordTimeline_people
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id }), firstLines(id)];
const Bill = graphql(`
  fragment BillPage_bill on SettlementBill {
    id number period status paymentRequestNumber rejectionReason
    gross { amount currency }
    partner { id name }
    invoice { id status }
    activities(first: 30) { ...RecordActivity_activities }
    notes(first: 50) { ...RecordTimeline_notes }
    ...BillActions_bill
    ...BillSteps_bill
    ...BillTieOut_bill
    ...BillSeal_bill
    ...BillOpenItems_bill
    ...BillPrintHead_bill
    ...BillLines_bill
  }
`);

const tones = { pay: 'good', rejectPayment: 'bad', returnInvoice: 'bad' } as const;
const route = getRouteApi('/app/bills/$id');

export function BillPage() {
  const t = useText();
  const { id } = route.useParams();
  return (
    <Page>
      <RecordGate
        prefix="stl"
        query={One}
        variables={{ id }}
        of={(data) => data.settlementBill}
        title={({ period }) => t('ui.bill.title', { period })}
        skeleton={
          <div className="stack">
            <PendingHead />
            <Card>
              <Skeleton height={56} />
            </Card>
            <Card>
              <Skeleton height={64} />
            </Card>
            <Card>
              <Skeleton lines={6} height={20} />
            </Card>
          </div>
        }
      >
        {(bill, data) => <Content key={id} bill={bill} data={data} />}
      </RecordGate>
    </Page>
  );
}

interface ContentProps {
  bill: FragmentType<typeof Bill>;
  data: BillPageQuery;
}

function Content({ bill, data }: ContentProps) {
  const t = useText();
  const may = useMay();
  const b = readFragment(Bill, bill);
  const paper = usePaperLines(b.id);
  const tasks = useDeadlineTasks(data.deadlines.nodes);
  const neighbours = useNeighbours({ list: 'bills', id: b.id, to: '/bills/$id' });
  // An operator's steps on a bill with an invoice are on the invoice.
  const verifies = b.invoice?.status === 'SIGNED' && may('invoiceVerify');
  const waits = verifies || b.status === 'AWAITING_INVOICE';
  const registers = b.invoice?.status === 'NOTIFIED' && may('invoiceRegister');
  return (
    <>
      <RecordHead
        title={t('ui.bill.title', { period: b.period })}
        neighbours={neighbours}
        crumbs={[
          <BackToList key="list" name="bills" label="ui.nav.bills" />,
          <span key="number">{b.number}</span>,
        ]}
        meta={
          <>
            <StateBadge type="SettlementBillStatus" value={b.status} />
            <span className="note">
              {[
                b.partner.name,
                b.paymentRequestNumber && t('ui.bill.request', { number: b.paymentRequestNumber }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </>
        }
        actions={
          <>
            <PaperLink paper="bill" id={b.id}>
              {t('ui.bill.pdf')}
            </PaperLink>
            <BillLinesFile id={b.id} name={b.number} />
            <PrintButton onPress={paper.print} />
            <BillActions bill={b} />
            {b.invoice && (
              <RouteButton
                to={registers ? '/invoices/$id/register' : '/invoices/$id'}
                params={{ id: b.invoice.id }}
                variant={waits ? 'primary' : 'default'}
                icon={Receipt}
              >
                {t(
                  verifies
                    ? 'ui.bill.verifyInvoice'
                    : registers
                      ? 'ui.invoice.register'
                      : 'ui.bill.toInvoice',
                )}
              </RouteButton>
            )}
          </>
        }
      />
      {b.rejectionReason && (
        <Banner tone="bad" title={t('ui.bill.rejectedTitle')}>
          {b.rejectionReason}
        </Banner>
      )}
      <BillPrintHead bill={b} />
      <NextStep task={nextOf(tasks)} />
      <BillSteps bill={b} isPaused={tasks.some(({ deadline }) => Boolean(deadline?.pausedSince))} />
      <BillTieOut bill={b} />
      <Columns
        aside={
          <>
            {tasks.length > 1 && <RecordTasks tasks={tasks} />}
            <BillOpenItems bill={b} />
            <BillSeal bill={b} />
            {/* Notes are for the author's organization, not for paper. */}
            <div data-noprint>
              <RecordActivity
                subject={{ settlementBillId: b.id }}
                notes={b.notes}
                activities={b.activities}
                people={data}
                tones={tones}
              />
            </div>
          </>
        }
      >
        <div className="stack" data-noprint={paper.rows.length > 0 || undefined}>
          <BillLines bill={b} />
        </div>
        {paper.rows.length > 0 && <BillPaperLines rows={paper.rows} />}
      </Columns>
      <PrintNote />
    </>
  );
}
