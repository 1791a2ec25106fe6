import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { isoDay, plusDays } from '../../../lib/dates.ts';
import { sum } from '../../../lib/figures.ts';
import { CURRENCY, useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { exactly, HomeFigure, OVERDUE } from '../figures.tsx';
import { HomeBody, HomeGate } from '../HomeBody.tsx';
import { Reasons } from './Reasons.tsx';
import { Receipts } from './Receipts.tsx';
import { RECEIPT_DAYS, receiptsOf } from './receipts.ts';

const Home = graphql(`
  query MoneyHome {
    reasons: billingReport(groupBy: [REASON, REFUND], filter: { billingStatus: [PENDING] }, first: 100) {
      rows { reason refund lineCount withoutShare settlement { amount currency } }
    }
    toIssue: invoices(first: 1, filter: { status: [NOTIFIED, RETURNED] }, orderBy: { field: DUE, direction: ASC }) {
      nodes { id dueAt } count { value isExact } totals { gross { amount currency } }
    }
    overdue: invoices(first: 1, filter: { isOverdue: true, status: [NOTIFIED, ISSUED, MAILED, RETURNED] }, orderBy: { field: DUE, direction: ASC }) {
      nodes { id overdueSince } count { value isExact } totals { gross { amount currency } }
    }
    bills: settlementBills(first: 100, filter: {
      status: [GENERATED, SENT, COUNTERSIGNING, AWAITING_INVOICE, VERIFYING_INVOICE, PAYING, PAYMENT_REJECTED]
    }) {
      nodes {
        id number period status gross { amount currency }
        expectedReceipt { on isProvisional conditions signedForBy unauthorizedLines }
      }
    }
  }
`);

/** Money that is not billed, to be invoiced, overdue, and expected; each with the rows behind it. */
export function MoneyHome() {
  const t = useText();
  const format = useFormat();
  return (
    <HomeGate query={Home} variables={{}}>
      {(data, body) => {
        const { reasons, toIssue, overdue, bills } = data;
        const rows = reasons.rows.filter(({ reason }) => reason);
        const until = plusDays(isoDay(serverNow()), RECEIPT_DAYS);
        const receipts = receiptsOf(bills.nodes, until);
        const certain = receipts.filter(({ conditions }) => conditions.length === 0);
        const [due] = toIssue.nodes;
        const [late] = overdue.nodes;
        return (
          <HomeBody
            body={body}
            figures={
              <>
                <HomeFigure
                  label="ui.home.earned"
                  amount={sum(rows.map(({ settlement }) => settlement.amount))}
                  count={exactly(rows.reduce((all, { lineCount }) => all + lineCount, 0))}
                  unit="ui.home.unit.lines"
                  to="/earned"
                />
                <HomeFigure
                  label="ui.home.toIssue"
                  amount={toIssue.totals.gross.amount}
                  count={toIssue.count}
                  unit="ui.home.unit.invoices"
                  note={due && t('ui.home.firstDue', { date: format.date(due.dueAt) })}
                  to="/invoices"
                  search={{ view: 'toIssue' }}
                />
                <HomeFigure
                  label="ui.home.overdue"
                  amount={overdue.totals.gross.amount}
                  count={overdue.count}
                  unit="ui.home.unit.invoices"
                  note={
                    late?.overdueSince && (
                      <span className="t-bad">
                        {t('ui.home.since', { date: format.date(late.overdueSince) })}
                      </span>
                    )
                  }
                  to="/invoices"
                  search={{ view: 'overdue', status: OVERDUE }}
                />
                <HomeFigure
                  label="ui.home.receipts.soon"
                  amount={sum(receipts.map(({ gross }) => gross.amount))}
                  count={exactly(receipts.length)}
                  unit="ui.home.unit.bills"
                  note={t('ui.home.receipts.certain', {
                    money: format.money({
                      amount: sum(certain.map(({ gross }) => gross.amount)),
                      currency: CURRENCY,
                    }),
                  })}
                  to={receipts.length > 0 ? '/bills' : undefined}
                  search={{ numbers: receipts.map(({ number }) => number).join('~') }}
                />
              </>
            }
            aside={
              <>
                <Reasons rows={rows} />
                <Receipts receipts={receipts} />
              </>
            }
          />
        );
      }}
    </HomeGate>
  );
}
