import { VisuallyHidden } from 'react-aria-components';
import { useFormat } from '../../lib/format.ts';
import { type MessageId, useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { Figure } from '../../ui/display/Figure.tsx';

/** Link to the rows of a figure: a page with the view and filters that match exactly. */
export interface Rows {
  to: string;
  search?: Readonly<Record<string, string>>;
}

/** Link to the rows of a figure, with the figure's name for assistive technology. */
export function Details({ of, to, search = {} }: Rows & { of: string }) {
  const t = useText();
  return (
    <RouteLink to={to} search={search as never}>
      {t('ui.home.details')}
      <VisuallyHidden elementType="span"> {of}</VisuallyHidden>
    </RouteLink>
  );
}

export interface CountFigureProps extends Rows {
  label: MessageId;
  count: { value: number; isExact: boolean };
  note?: string;
}

export function CountFigure({ label, count, note, ...rows }: CountFigureProps) {
  const t = useText();
  const format = useFormat();
  return (
    <Figure
      label={t(label)}
      value={format.count(count)}
      note={note}
      link={<Details of={t(label)} {...rows} />}
    />
  );
}
