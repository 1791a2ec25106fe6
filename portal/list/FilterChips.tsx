import { useText } from '../lib/i18n.tsx';
import { lazyComponent } from '../lib/lazy.tsx';
import { sideOf, useSession } from '../lib/session.ts';
import { FilterChip, FilterOptions } from '../ui/table/FilterBar.tsx';
import type { ChipProps } from './chip.ts';
import type { Row } from './column.ts';
import { isFor, type List } from './define.ts';
import { periodText } from './filter-text.ts';
import { RecordChip } from './RecordChip.tsx';
import type { ListState } from './useListState.ts';

const PeriodForm = lazyComponent(() => import('./PeriodForm.tsx'), 'PeriodForm');
const TagForm = lazyComponent(() => import('./TagForm.tsx'), 'TagForm');

export interface FilterChipsProps {
  list: List;
  state: ListState;
  rows: readonly Row[];
}

export function FilterChips({ list, state, rows }: FilterChipsProps) {
  const session = useSession();
  return Object.entries(list.filters)
    .filter(([key, filter]) => isFor(filter, session) && (!filter.quiet || state.differs(key)))
    .map(([key, filter]) => (
      <Chip
        key={key}
        filter={filter}
        text={state.text(key)}
        onChange={(text) => state.setText(key, text)}
        rows={rows}
      />
    ));
}

function Chip(props: ChipProps) {
  const { filter, text, onChange } = props;
  const t = useText();
  const side = sideOf(useSession());
  const common = { label: t(filter.label), clearLabel: t('ui.list.clear') };
  const formOf = (value: string) => ({
    ...common,
    value: value || null,
    onClear: () => onChange(''),
  });
  const chosen = text ? text.split('~') : [];
  const values = filter.values?.filter((id) => !filter.except?.[side]?.includes(id)) ?? [];
  switch (filter.kind) {
    case 'choice':
      return (
        <FilterOptions
          {...common}
          options={values.map((id) => ({ id, label: t.enum(filter.type ?? '', id) }))}
          value={chosen}
          onChange={(ids) => onChange(ids.join('~'))}
        />
      );
    case 'flag':
      return (
        <FilterOptions
          {...common}
          single
          options={[
            { id: '1', label: t('ui.yes') },
            { id: '0', label: t('ui.no') },
          ]}
          value={chosen}
          onChange={([id = '']) => onChange(id)}
        />
      );
    case 'period':
      return (
        <FilterChip {...formOf(periodText(text, t))}>
          <PeriodForm {...props} />
        </FilterChip>
      );
    case 'tag':
      return (
        <FilterChip {...formOf(chosen.join(' / '))}>
          <TagForm {...props} />
        </FilterChip>
      );
    case 'record':
      return <RecordChip {...props} />;
  }
}
