import { useState } from 'react';
import { useQuery } from 'urql';
import type { Count, Selection } from '../domain/bulk/selection.ts';
import { useFormat } from '../lib/format.ts';
import { useText } from '../lib/i18n.tsx';
import { preload } from '../lib/lazy.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { SelectionBar } from '../ui/table/FilterBar.tsx';
import { applicable } from './bulk-actions.ts';
import type { Row } from './column.ts';
import type { BulkAction, List } from './define.ts';
import type { variablesOf } from './input.ts';
import type { ListSelection } from './selection.ts';

export interface SelectedBarProps {
  list: List;
  actions: readonly BulkAction[];
  selection: ListSelection;
  variables: ReturnType<typeof variablesOf>;
  rows: readonly Row[];
  total: Count | null;
}

/** Selected rows outside the present filter; only rows selected under another filter can be. */
function useOutside(
  list: List,
  { ids, doubtful }: ListSelection,
  variables: SelectedBarProps['variables'],
): number {
  const [{ data }] = useQuery({
    query: list.query,
    variables: { ...variables, first: 1, after: null, filter: { ...variables.filter, ids } },
    pause: doubtful.length === 0,
  });
  if (doubtful.length === 0 || !data) return 0;
  const inside = list.rows(data)?.count?.value ?? ids.length;
  return Math.max(0, ids.length - inside);
}

export function SelectedBar({
  list,
  actions,
  selection,
  variables,
  rows,
  total,
}: SelectedBarProps) {
  const t = useText();
  const format = useFormat();
  const { ids, matching, clear } = selection;
  const [opened, setOpened] = useState<BulkAction | null>(null);
  const states = (variables.filter.status as readonly string[] | null | undefined) ?? null;
  const outside = useOutside(list, selection, variables);
  const selected: Selection = matching
    ? { list: list.name, count: matching, filter: variables.filter }
    : { list: list.name, count: { value: ids.length, isExact: true }, ids };
  const summary = matching
    ? t('ui.list.selectedMatching', { count: format.count(matching) })
    : outside > 0
      ? t('ui.list.selectedOutside', { count: format.number(ids.length), outside })
      : t('ui.list.selected', { count: format.number(ids.length) });
  return (
    <SelectionBar
      summary={
        <>
          {summary}{' '}
          {!matching && total && total.value > ids.length - outside && (
            <Button size="sm" variant="ghost" onPress={() => selection.selectMatching(total)}>
              {t('ui.list.selectMatching', { count: format.count(total) })}
            </Button>
          )}
        </>
      }
      onClear={clear}
      clearLabel={t('ui.list.clearSelection')}
    >
      {applicable(actions, { ids: matching ? null : ids, rows, states }).map((action) => (
        <Button
          key={action.label}
          size="sm"
          icon={action.icon}
          onHoverStart={() => preload(action.dialog)}
          onPress={() => setOpened(action)}
        >
          {t(action.label)}
        </Button>
      ))}
      {opened && (
        <opened.dialog selection={selected} clear={clear} onClose={() => setOpened(null)} />
      )}
    </SelectionBar>
  );
}
