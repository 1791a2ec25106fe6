import { VisuallyHidden } from 'react-aria-components';
import { useFormat } from '../../lib/format.ts';
import { type MessageId, useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { Figure } from '../../ui/Figure.tsx';

/** Leads to the rows behind a figure; the figure's name is said to those who hear the link alone. */
export function Details({ of, to, view }: { of: string; to: string; view?: string }) {
  const t = useText();
  return (
    <RouteLink to={to} search={(view ? { view } : {}) as never}>
      {t('ui.home.details')}
      <VisuallyHidden elementType="span"> {of}</VisuallyHidden>
    </RouteLink>
  );
}

export interface CountFigureProps {
  label: MessageId;
  count: { value: number; isExact: boolean };
  note?: string;
  /** The list, and its view, that the count is of. */
  to: string;
  view?: string;
}

/** How many rows of a list there are. */
export function CountFigure({ label, count, note, to, view }: CountFigureProps) {
  const t = useText();
  const format = useFormat();
  return (
    <Figure
      label={t(label)}
      value={format.count(count)}
      note={note}
      link={<Details of={t(label)} to={to} view={view} />}
    />
  );
}
