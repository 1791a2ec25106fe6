import type { CombinedError } from '@urql/core';
import { useQuery } from 'urql';
import { useKept } from '../lib/kept.ts';
import type { Row } from './column.ts';
import type { Connection, List } from './define.ts';
import type { variablesOf } from './input.ts';

export interface Rows {
  /** Undefined while the first page is on its way, and after a failure without earlier rows. */
  connection: Connection<Row> | undefined;
  error: CombinedError | undefined;
  /** Whether other rows are asked for than those that stand there. That the same ones are read anew, nobody need see. */
  isLoading: boolean;
  retry: () => void;
}

/** The rows that the variables ask for. A refresh that fails leaves those that were there, beside its error. */
export function useRows(
  list: List,
  variables: ReturnType<typeof variablesOf>,
  isPending: boolean,
): Rows {
  const [{ data, error, fetching }, reload] = useQuery({
    query: list.query,
    variables,
    pause: isPending,
    requestPolicy: 'cache-and-network',
  });
  const connection = useKept(JSON.stringify(variables), data ? list.rows(data) : null);
  return {
    connection,
    error,
    isLoading: isPending || fetching,
    retry: () => reload({ requestPolicy: 'network-only' }),
  };
}
