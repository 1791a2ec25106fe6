import type { ReactNode } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import { RouteLink } from '../../shell/links.ts';
import { Figure } from '../../ui/display/Figure.tsx';
import { CardGrid } from '../../ui/layout/Page.tsx';

export interface RecordFigure {
  id: string;
  label: string;
  value: ReactNode;
  note?: ReactNode;
  /** The rows that the figure counts or sums, and no others. */
  rows?: { to: string; params?: Record<string, string>; search?: Record<string, string> };
}

/** The figures that decide about a record; each opens exactly its rows. */
export function RecordFigures({ figures }: { figures: readonly RecordFigure[] }) {
  return (
    <CardGrid min={150}>
      {figures.map(({ id, label, value, note, rows }) => (
        <Figure
          key={id}
          label={label}
          value={
            rows ? (
              <RouteLink
                to={rows.to}
                params={rows.params}
                search={rows.search ?? {}}
                variant="figure"
                data-figure={id}
              >
                {value}
                <VisuallyHidden elementType="span"> {label}</VisuallyHidden>
              </RouteLink>
            ) : (
              value
            )
          }
          note={note}
        />
      ))}
    </CardGrid>
  );
}
