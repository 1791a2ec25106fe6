import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { isoDay, plusDays } from '../../../lib/dates.ts';
import { QueryGate } from '../../../shell/QueryGate.tsx';
import { CoveredDays } from '../data-as-of.ts';
import { loading } from './loading.tsx';

/** Draws with the last complete day, beyond which sales are not shown yet. */
export function DayGate({ children }: { children: (last: string) => ReactNode }) {
  const [result, reload] = useQuery({ query: CoveredDays });
  return (
    <QueryGate result={result} retry={reload} skeleton={loading}>
      {({ dataAsOf }) => children(plusDays(isoDay(dataAsOf.until), -1))}
    </QueryGate>
  );
}
