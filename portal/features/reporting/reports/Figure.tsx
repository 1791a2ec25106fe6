import type { ReactNode } from 'react';
import { useMay } from '../../../lib/session.ts';
import { RouteLink } from '../../../shell/links.ts';

/** List with the rows of a figure. */
export interface Drill {
  to: string;
  /** Type that the viewer must be able to list. */
  may: string;
  search: Readonly<Record<string, string>>;
}

interface Props {
  drill: Drill;
  /** The exact figure: a number of rows, or a decimal amount. */
  value: number | string;
  /** Label of the list's column that sums up to the figure; absent: the figure counts rows. */
  sums?: string;
  children: ReactNode;
}

/** A figure that opens exactly the rows it is made of; plain text for viewers without that list, and for nothing. */
export function Figure({ drill: { to, may, search }, value, sums, children }: Props) {
  const isMine = useMay();
  if (!isMine(may) || Number(value) === 0) return children;
  return (
    <RouteLink to={to} search={search} data-figure={value} data-sums={sums}>
      {children}
    </RouteLink>
  );
}
