import { useClient } from 'urql';
import { useText } from '../../lib/i18n.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import type { Row } from './bill-line-columns.tsx';
import { LinesQuery } from './bill-lines.documents.ts';

/** Loads every line of a bill, which the screen shows in pages. Null, after a message, if that failed. */
export function useAllLines(id: string) {
  const t = useText();
  const client = useClient();
  async function linesAfter(after: string | null): Promise<Row[] | null> {
    const { data } = await client
      .query(LinesQuery, { id, first: 100, after, filter: {} })
      .toPromise();
    const lines = data?.settlementBill?.lines;
    if (!lines) return null;
    const { hasNextPage, endCursor = null } = lines.pageInfo;
    const others = hasNextPage ? await linesAfter(endCursor) : [];
    return others && [...lines.nodes, ...others];
  }
  return async (): Promise<readonly Row[] | null> => {
    const all = await linesAfter(null);
    if (!all) toast.show({ tone: 'bad', title: t('ui.bill.print.failed') });
    return all;
  };
}
