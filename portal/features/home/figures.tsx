import type { ReactNode } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import type { Count } from '../../domain/bulk/selection.ts';
import { CURRENCY, useFormat } from '../../lib/format.ts';
import { type MessageId, useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { Figure } from '../../ui/display/Figure.tsx';
import { Parts } from '../../ui/display/Parts.tsx';

/** Link to the rows of a figure: a page with the view and filters that match exactly. */
export interface Rows {
  to: string;
  search?: Readonly<Record<string, string>>;
}

/** Link to the rows of a figure, with the figure's name for assistive technology. */
export function Details({
  of,
  to,
  search = {},
  children,
}: Rows & { of: string; children?: ReactNode }) {
  const t = useText();
  return (
    <RouteLink to={to} search={search} data-figure={of}>
      {children ?? t('ui.home.details')}
      <VisuallyHidden elementType="span"> {of}</VisuallyHidden>
    </RouteLink>
  );
}

/** An amount or a number that programs read, too. */
export function Value({ amount, count }: { amount?: string; count?: Count }) {
  const format = useFormat();
  if (amount !== undefined)
    return <data value={amount}>{format.money({ amount, currency: CURRENCY })}</data>;
  return count ? <data value={String(count.value)}>{format.count(count)}</data> : null;
}

export interface HomeFigureProps extends Partial<Rows> {
  label: MessageId;
  /** Decimal amount; the note then has the number of its rows. */
  amount?: string;
  count?: Count;
  /** Text around the number in the note: "{count} invoices". */
  unit?: MessageId;
  note?: ReactNode;
  /** Change against the period before. */
  change?: ReactNode;
  trend?: ReactNode;
}

/** A figure with its number of rows, its amount, and the link that opens exactly these rows. */
export function HomeFigure({
  label,
  amount,
  count,
  unit,
  note,
  change,
  trend,
  to,
  search,
}: HomeFigureProps) {
  const t = useText();
  const isMoney = amount !== undefined;
  return (
    <Figure
      label={t(label)}
      value={<Value amount={amount} count={count} />}
      note={
        <Parts
          of={{
            count: isMoney && count && (
              <>
                <Value count={count} /> {t(unit ?? 'ui.home.unit.items', { count: count.value })}
              </>
            ),
            note,
            change,
          }}
        />
      }
      trend={trend}
      link={to && <Details of={t(label)} to={to} search={search} />}
    />
  );
}

export const exactly = (value: number): Count => ({ value, isExact: true });

/** States of invoices that are late and not signed for; one that was signed for late stays flagged. */
export const OVERDUE = 'NOTIFIED~ISSUED~MAILED~RETURNED';
