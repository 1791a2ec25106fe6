import { createElement } from 'react';
import { lazyComponent } from '../lib/lazy.tsx';
import type { Prefetch } from '../lib/prefetch.ts';
import type { RecordTab } from '../shell/feature.ts';
import { page } from '../shell/page.ts';
import type { List } from './define.ts';
import { ListPending } from './ListPending.tsx';

type Load = () => Promise<{ list: List }>;

/** The page of a list; its declaration loads when the route is first shown. */
export const listPage = (load: Load) => ({
  ...page(async () => {
    const [{ ListPage, firstQueries }, { list }] = await Promise.all([
      import('./ListPage.tsx'),
      load(),
    ]);
    const prefetch: Prefetch = (opening) => firstQueries(list, opening);
    return { page: () => createElement(ListPage, { list }), prefetch };
  }, 'page'),
  pendingComponent: ListPending,
});

/**
 * A list on a record's page, filtered by the record: `listTab(() => import('./orders.list.ts'),
 * 'customerId', ['number', 'DEAL', 'status'])`.
 */
export const listTab = (load: Load, by: string, columns: readonly string[]): RecordTab['content'] =>
  lazyComponent(async () => {
    const [{ RecordList }, { list }] = await Promise.all([import('./RecordList.tsx'), load()]);
    return {
      tab: ({ of }: { of: string }) => createElement(RecordList, { list, by, of, columns }),
    };
  }, 'tab');
