import { DerivedAmount } from '../../domain/derivation/DerivedAmount.tsx';
import type { BillLinesQuery } from '../../gql/graphql.ts';
import type { Format } from '../../lib/format.ts';
import type { Text } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Badge, Tag } from '../../ui/display/Badge.tsx';
import { TwoLine } from '../../ui/display/TwoLine.tsx';
import type { Column } from '../../ui/table/table.ts';
import { AdjustmentMarks, LineAdjustments } from './adjustment/LineAdjustments.tsx';
import styles from './Bill.module.css';

export type Lines = NonNullable<BillLinesQuery['settlementBill']>['lines'];
export type Row = Lines['nodes'][number];

/** Conversion of the product's VAT, or the settlement that a refund deducts from. */
export function conversion(
  { derivation, productVatRate, serviceVatRate }: Row,
  t: Text,
  format: Format,
) {
  const factor = (rate: string) => format.amount(String(1 + Number(rate)));
  switch (derivation?.rule) {
    case 'OWN_SALE':
    case 'LEGACY_MARGIN':
      return `÷ ${factor(productVatRate)} × ${factor(serviceVatRate)}`;
    case 'JOINT_SALE':
      return t('ui.bill.noConversion');
    case 'REFUND_PART':
    case 'REFUND_REST': {
      const settled = derivation.inputs.find(({ name }) => name === 'settled');
      return settled ? t('ui.bill.ofSettled', { amount: format.amount(settled.value) }) : '';
    }
    default:
      return t('ui.none');
  }
}

/** Marks of a line that holds the payment up, is disputed or corrected. */
function Marks({ row, t }: { row: Row; t: Text }) {
  const { paymentAuthorization: authorization, disputes } = row;
  const [dispute] = disputes.nodes;
  return (
    <>
      {authorization && authorization.status !== 'AUTHORIZED' && (
        <Badge
          tone={authorization.status === 'REFUSED' || authorization.isFlagged ? 'bad' : 'waiting'}
        >
          {t.enum('PaymentAuthorizationStatus', authorization.status)}
        </Badge>
      )}
      {dispute?.status === 'OPEN' && <Badge tone="waiting">{t('ui.bill.disputed')}</Badge>}
      <AdjustmentMarks line={row} />
    </>
  );
}

/** Kind of a line that is no plain sale of the month. */
function Kind({ row, period, t }: { row: Row; period: string; t: Text }) {
  if (row.kind !== 'SALE') return <Tag>{t.enum('SettlementBillLineKind', row.kind)}</Tag>;
  return row.month < period ? <Tag>{t('ui.bill.carried', { month: row.month })}</Tag> : null;
}

export type LineStep = 'dispute' | 'adjust';

export interface BillLineColumns {
  /** Month of the bill. */
  period: string;
  totals: Lines['totals'] | undefined;
  count: number;
  mayAdjust: boolean;
  onStep: (step: LineStep, row: Row) => void;
  t: Text;
  format: Format;
}

export const billLineColumns = ({
  period,
  totals,
  count,
  mayAdjust,
  onStep,
  t,
  format,
}: BillLineColumns): readonly Column<Row>[] => [
  {
    id: 'order',
    header: t('ui.bill.customerOrder'),
    card: 'title',
    cell: (row) => (
      <TwoLine
        note={
          <span className={styles.orderNote}>
            <RouteLink to="/orders/$id" params={{ id: row.orderLine.order.id }}>
              {row.orderLine.orderNumber}
            </RouteLink>
            <Kind row={row} period={period} t={t} />
            <Marks row={row} t={t} />
          </span>
        }
      >
        {row.orderLine.order.customerName}
      </TwoLine>
    ),
    footer: t('ui.bill.total', { count }),
  },
  {
    id: 'product',
    header: t('ui.bill.productStrategy'),
    cell: ({ orderLine, strategy }) => (
      <TwoLine
        note={[
          t.enum('ShareStrategy', strategy),
          orderLine.product && t.enum('SaleModel', orderLine.product.saleModel),
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        {orderLine.productName}
      </TwoLine>
    ),
  },
  {
    id: 'cash',
    header: t('ui.order.cash'),
    align: 'end',
    cell: (row) => format.amount(row.cash.amount),
    footer: totals && format.amount(totals.cash.amount),
  },
  {
    id: 'share',
    header: t('ui.product.share'),
    align: 'end',
    cell: (row) => format.percent(row.shareRatio),
  },
  {
    id: 'conversion',
    header: t('ui.bill.conversion'),
    align: 'end',
    cell: (row) => <span className="note">{conversion(row, t, format)}</span>,
  },
  {
    id: 'settlement',
    header: t('ui.bill.settlement'),
    align: 'end',
    card: 'value',
    whole: true,
    cell: (row) => (
      <DerivedAmount
        derivation={row.derivation}
        title={t('ui.bill.howLine')}
        note={row.orderLine.orderNumber}
        more={(close) => (
          <>
            <RouteLink to="/orders/$id" params={{ id: row.orderLine.order.id }}>
              {t('ui.order.open')}
            </RouteLink>
            <LineAdjustments line={row} />
            {(['dispute', 'adjust'] as const).map(
              (step) =>
                (step === 'dispute' ? row.canDispute : mayAdjust) && (
                  <Button
                    key={step}
                    size="sm"
                    onPress={() => {
                      close();
                      onStep(step, row);
                    }}
                  >
                    {t(step === 'dispute' ? 'ui.dispute.open' : 'ui.adjustment.open')}
                  </Button>
                ),
            )}
          </>
        )}
      >
        {format.amount(row.settlement.amount)}
      </DerivedAmount>
    ),
    footer: totals && format.amount(totals.settlement.amount),
  },
];
