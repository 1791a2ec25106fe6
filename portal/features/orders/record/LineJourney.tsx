import type { ReactNode } from 'react';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { useNow } from '../../../lib/clock.ts';
import { type Format, useFormat } from '../../../lib/format.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { type Step, Stepper } from '../../../ui/display/Stepper.tsx';
import { blockersOf, journeyOf, type Line, type Order, periodOf, type Stop } from './journey.ts';

/** Notes under the date of a step: its document, or the reason for its delay. */
function detailsOf(line: Line, { id, state }: Stop, t: Text, format: Format): ReactNode[] {
  const { billLine } = line;
  const open = state === 'current' || state === 'bad';
  switch (id) {
    case 'EFFECTIVE':
      return open && line.effectiveAt
        ? [t('ui.order.journey.from', { time: format.dateTime(line.effectiveAt) })]
        : [];
    case 'BILLABLE':
      return open ? blockersOf(line).map((code) => t.enum('BillingBlocker', code)) : [];
    case 'BILL': {
      const period = periodOf(line);
      if (billLine)
        return [
          <RouteLink key="bill" to="/bills/$id" params={{ id: billLine.bill.id }}>
            {t('ui.bill.title', { period: billLine.bill.period })}
          </RouteLink>,
          t.enum('SettlementBillStatus', billLine.bill.status),
        ];
      return period ? [t('ui.order.journey.expected', { period })] : [];
    }
    case 'INVOICE':
      return billLine?.bill.invoice
        ? [
            <RouteLink key="invoice" to="/invoices/$id" params={{ id: billLine.bill.invoice.id }}>
              {t.enum('InvoiceStatus', billLine.bill.invoice.status)}
            </RouteLink>,
          ]
        : [];
    default:
      return [];
  }
}

export interface LineJourneyProps {
  order: Order;
  line: Line;
}

/** Way of one line from the order to the partner's money: steps, dates and what it waits for. */
export function LineJourney({ order, line }: LineJourneyProps) {
  const t = useText();
  const format = useFormat();
  const stops = journeyOf(order, line, useNow());
  const steps = stops.map(
    (stop): Step => ({
      id: stop.id,
      label: t(`ui.order.journey.${stop.id}`),
      state: stop.state,
      notes: [stop.at && format.dateTime(stop.at), ...detailsOf(line, stop, t, format)].filter(
        Boolean,
      ),
    }),
  );
  return (
    <div className="stack">
      {line.status !== order.status && (
        <span>
          <StateBadge type="OrderStatus" value={line.status} />
        </span>
      )}
      <Stepper
        label={t('ui.order.journey', { line: line.productName })}
        steps={steps}
        stateLabels={{
          done: t('ui.step.done'),
          current: t('ui.step.current'),
          todo: t('ui.step.todo'),
          bad: t('ui.step.bad'),
        }}
      />
    </div>
  );
}
