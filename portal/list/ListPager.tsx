import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { Pager } from '../ui/table/Pager.tsx';
import type { Connection } from './define.ts';
import type { ListState } from './useListState.ts';

interface ListPagerProps {
  state: Pick<ListState, 'offset' | 'size' | 'after' | 'next' | 'previous' | 'setSize'>;
  connection: Connection<unknown>;
  /** Whether the rows of another page are loading; until then their successor is unknown. */
  isLoading: boolean;
  order?: string | null;
}

/** The pager of a connection, for lists laid out by hand. */
export function ListPager({ state, connection, isLoading, order }: ListPagerProps) {
  const t = useText();
  const format = useFormat();
  const { nodes, pageInfo, count } = connection;
  const range = {
    from: format.number(nodes.length ? state.offset + 1 : state.offset),
    to: format.number(state.offset + nodes.length),
  };
  return (
    <Pager
      summary={[
        count
          ? t('ui.list.range', { ...range, count: format.count(count) })
          : t('ui.list.rangeOpen', range),
        order,
      ]
        .filter(Boolean)
        .join(' · ')}
      hasPrevious={state.after !== null}
      hasNext={pageInfo.hasNextPage}
      onPrevious={state.previous}
      onNext={() => !isLoading && pageInfo.endCursor && state.next(pageInfo.endCursor)}
      size={state.size}
      onSize={state.setSize}
      labels={{
        nav: t('ui.list.pages'),
        previous: t('ui.list.previous'),
        next: t('ui.list.next'),
        size: t('ui.list.perPage'),
      }}
    />
  );
}
