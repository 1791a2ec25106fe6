import type { CombinedError } from '@urql/core';
import { useQuery } from 'urql';
import { useLastValue } from '../lib/last-value.ts';
import type { Row } from './column.ts';
import type { Connection, List } from './define.ts';
import type { variablesOf } from './input.ts';
import type { ListViews } from './useViews.ts';

const SETTLED = { isPending: false, isLeaving: false };

export interface Rows {
  /** Undefined while the first page loads, and after a failure without earlier rows. */
  connection: Connection<Row> | undefined;
  error: CombinedError | undefined;
  /** True while different rows are loading. A refetch of the same rows is not shown. */
  isLoading: boolean;
  retry: () => void;
}

/**
 * The rows for the variables. While the view is unknown they are asked for but not shown, so that
 * two answers take one round trip. A failed refresh keeps the earlier rows and reports the error.
 */
export function useRows(
  list: List,
  variables: ReturnType<typeof variablesOf>,
  { isPending, isLeaving }: Pick<ListViews, 'isPending' | 'isLeaving'> = SETTLED,
): Rows {
  const [{ data, error, fetching }, reload] = useQuery({
    query: list.query,
    variables,
    pause: isLeaving,
    requestPolicy: 'cache-and-network',
  });
  const given = data ? list.rows(data) : undefined;
  // While other rows are loading, the data are those of the earlier variables.
  const kept = useLastValue(JSON.stringify(variables), fetching ? null : given);
  return {
    connection: isPending ? undefined : (given ?? kept),
    error,
    isLoading: isPending || fetching,
    retry: () => reload({ requestPolicy: 'network-only' }),
  };
}
