import Big from 'big.js';
import { RefreshCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useClient } from 'urql';
import { DerivedAmount } from '../../domain/derivation/DerivedAmount.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './Bill.module.css';

const Bill = graphql(`
  fragment BillTieOut_bill on SettlementBill {
    id lineCount serviceVatRate runAt
    gross { amount currency }
    net { amount currency }
    tax { amount currency }
    carriedIn { amount currency }
    grossDerivation { ...DerivedAmount_derivation }
    netDerivation { ...DerivedAmount_derivation }
    carriedInDerivation { ...DerivedAmount_derivation }
    tieOutAtRun { ...BillTieOut_comparison }
    invoice { id number gross { amount currency } }
  }
`);

const Comparison = graphql(`
  fragment BillTieOut_comparison on BillTieOut {
    orderCount refundCount adjustmentCount
    orders { amount currency }
    lines { amount currency }
  }
`);
const CompareQuery = graphql(`
  query BillTieOut($id: ID!) { settlementBill(by: { id: $id }) { id tieOut { ...BillTieOut_comparison } } }
`);

type Compared = FragmentType<typeof Comparison>;

/** The comparison that the run kept, and another one that settles every line again when asked for. */
function useComparison(id: string, atRun: Compared | null | undefined) {
  const t = useText();
  const client = useClient();
  const [again, setAgain] = useState<Compared | null>(null);
  const [isComparing, setComparing] = useState(false);
  async function compare() {
    setComparing(true);
    const { data } = await client
      .query(CompareQuery, { id }, { requestPolicy: 'network-only' })
      .toPromise();
    setComparing(false);
    const tieOut = data?.settlementBill?.tieOut;
    if (tieOut) setAgain(tieOut);
    else toast.show({ tone: 'bad', title: t('ui.bill.compareFailed') });
  }
  return {
    tieOut: readFragment(Comparison, again ?? atRun),
    isAtRun: again === null,
    compare,
    isComparing,
  };
}

interface Leg {
  id: 'orders' | 'lines' | 'bill' | 'invoice';
  amount: string | null;
  value: ReactNode;
  note: ReactNode;
}

/** Orders = lines = bill = invoice: the same amount from four sources, with the difference if there is one. */
export function BillTieOut({ bill }: { bill: FragmentType<typeof Bill> }) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Bill, bill);
  const { tieOut, isAtRun, compare, isComparing } = useComparison(b.id, b.tieOutAtRun);
  const amount = (money: { amount: string } | undefined) => money && format.amount(money.amount);
  const carried = Number(b.carriedIn.amount) !== 0;
  const legs: Leg[] = [
    ...(tieOut
      ? [
          {
            id: 'orders' as const,
            amount: tieOut.orders.amount,
            value: amount(tieOut.orders),
            note: t('ui.bill.fromOrders', { count: tieOut.orderCount }),
          },
          {
            id: 'lines' as const,
            amount: tieOut.lines.amount,
            value: (
              <DerivedAmount derivation={b.grossDerivation} title={t('ui.bill.howGross')}>
                {amount(tieOut.lines)}
              </DerivedAmount>
            ),
            note: (
              <>
                {t('ui.bill.lineKinds', {
                  lines: b.lineCount,
                  refunds: tieOut.refundCount,
                  adjustments: tieOut.adjustmentCount,
                })}
                {carried && (
                  <>
                    {' · '}
                    <DerivedAmount
                      derivation={b.carriedInDerivation}
                      title={t('ui.bill.howCarried')}
                    >
                      {t('ui.bill.carriedIn', { amount: format.amount(b.carriedIn.amount) })}
                    </DerivedAmount>
                  </>
                )}
              </>
            ),
          },
        ]
      : []),
    {
      id: 'bill',
      amount: b.gross.amount,
      value: amount(b.gross),
      note: (
        <DerivedAmount derivation={b.netDerivation} title={t('ui.bill.howNet')}>
          {t('ui.bill.split', {
            net: format.amount(b.net.amount),
            tax: format.amount(b.tax.amount),
            rate: format.percent(b.serviceVatRate),
          })}
        </DerivedAmount>
      ),
    },
    {
      id: 'invoice',
      amount: b.invoice?.gross.amount ?? null,
      value: b.invoice ? amount(b.invoice.gross) : t('ui.none'),
      note: b.invoice ? (
        <RouteLink to="/invoices/$id" params={{ id: b.invoice.id }}>
          {b.invoice.number ?? t('ui.bill.noInvoiceNumber')}
        </RouteLink>
      ) : (
        t('ui.bill.noInvoiceYet')
      ),
    },
  ];
  const known = legs.flatMap((leg) => leg.amount ?? []);
  const differences = known
    .map((one) => new Big(one).minus(b.gross.amount))
    .filter((d) => !d.eq(0));
  return (
    <Card>
      <div className={styles.tieOut}>
        <dl className={styles.legs}>
          {legs.map((leg, i) => (
            <div key={leg.id} className={styles.leg}>
              <dt className="note">{t(`ui.bill.leg.${leg.id}`)}</dt>
              <dd className={styles.value}>{leg.value}</dd>
              <dd className="note">{leg.note}</dd>
              {i > 0 && (
                <Sign
                  equal={
                    leg.amount === null ? null : new Big(leg.amount).eq(legs[i - 1]!.amount ?? 0)
                  }
                />
              )}
            </div>
          ))}
        </dl>
        <div className={styles.verdict}>
          <Badge tone={differences.length > 0 ? 'bad' : 'good'}>
            {differences.length > 0
              ? t('ui.bill.differs')
              : t('ui.bill.allEqual', { count: known.length })}
          </Badge>
          <span className="note">
            {t('ui.bill.difference', { amount: format.amount(differences[0]?.toFixed(2) ?? '0') })}
          </span>
          {tieOut && (
            <>
              <span className="note">
                {isAtRun
                  ? t('ui.bill.comparedAtRun', { time: format.dateTime(b.runAt) })
                  : t('ui.bill.comparedNow')}
              </span>
              <Button
                size="sm"
                icon={RefreshCw}
                onPress={compare}
                isPending={isComparing}
                data-noprint
              >
                {t('ui.bill.compare')}
              </Button>
            </>
          )}
        </div>
      </div>
    </Card>
  );
}

function Sign({ equal }: { equal: boolean | null }) {
  const t = useText();
  return (
    <dd
      className={styles.sign}
      data-state={equal === null ? 'open' : equal ? 'equal' : 'different'}
    >
      <span role="img" aria-label={t(equal === false ? 'ui.bill.unequal' : 'ui.bill.equal')}>
        {equal === false ? '≠' : '='}
      </span>
    </dd>
  );
}
