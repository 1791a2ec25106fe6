import { useMemo } from 'react';
import { useText } from '../lib/i18n.tsx';
import { PanelSteps } from '../shell/PanelFrame.tsx';
import { EmptyState } from '../ui/feedback/EmptyState.tsx';
import { Drawer } from '../ui/overlays/Drawer.tsx';
import type { List } from './define.ts';
import { ListView } from './ListView.tsx';
import { useNeighbours } from './Neighbours.tsx';
import { inRecord } from './neighbours.ts';
import { useListState } from './useListState.ts';
import { EVERYTHING } from './useViews.ts';

/**
 * The list with a fixed filter and given columns; without bulk actions, because its selection would
 * end with the page.
 */
function narrowed(list: List, by: string, of: string, columns: readonly string[]): List {
  const filter = list.filters[by]!;
  return {
    ...list,
    filters: { ...list.filters, [by]: { ...filter, quiet: true, input: () => filter.input(of) } },
    columns: list.columns.map((column) => ({ ...column, extra: !columns.includes(column.id) })),
    bulk: [],
  };
}

export interface RecordListProps {
  list: List;
  by: string;
  of: string;
  columns: readonly string[];
}

/** The rows of a declared list that belong to one record, on its page; their state is in the page's URL. */
export function RecordList({ list, by, of, columns }: RecordListProps) {
  const t = useText();
  const own = useMemo(() => narrowed(list, by, of, columns), [list, by, of, columns]);
  const state = useListState(own, EVERYTHING);
  const steps = useNeighbours({ list: inRecord(own.name), id: state.open ?? '' });
  const { panel: Panel } = own;
  const close = () => state.setOpen(null);
  return (
    <div className="stack">
      <ListView list={own} state={state} empty={<EmptyState title={t(own.empty[0])} />} />
      {Panel && state.open && (
        <Drawer
          isOpen
          onOpenChange={close}
          title={t(Panel.label)}
          hideHead
          closeLabel={t('ui.close')}
        >
          <PanelSteps value={steps}>
            <Panel.of id={state.open} onClose={close} />
          </PanelSteps>
        </Drawer>
      )}
    </div>
  );
}
