import { useText } from '../lib/i18n.tsx';
import { sideOf, useSession } from '../lib/session.ts';
import { FilterOptions, FilterPeriod } from '../ui/FilterBar.tsx';
import { AmountChip } from './AmountChip.tsx';
import { isFor, type List, type Row } from './define.ts';
import { type Filter, periodOf } from './filters.ts';
import { RecordChip } from './RecordChip.tsx';
import { TagChip } from './TagChip.tsx';
import type { ListState } from './useListState.ts';

export interface FilterChipsProps {
  list: List;
  state: ListState;
  rows: readonly Row[];
}

/** The filters of a list, one chip each. */
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

export interface ChipProps {
  filter: Filter;
  /** As the URL has it. */
  text: string;
  onChange: (text: string) => void;
  rows: readonly Row[];
}

function Chip(props: ChipProps) {
  const { filter, text, onChange } = props;
  const t = useText();
  const label = t(filter.label);
  const never = filter.except?.[sideOf(useSession())] ?? [];
  const values = filter.values?.filter((id) => !never.includes(id)) ?? [];
  const chosen = text ? text.split('~') : [];
  const common = { label, clearLabel: t('ui.list.clear') };
  switch (filter.kind) {
    case 'choice':
      return (
        <FilterOptions
          {...common}
          options={values.map((id) => ({
            id,
            label: t.enum(filter.type ?? '', id),
          }))}
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
        <FilterPeriod
          {...common}
          value={periodOf(text)}
          onChange={(period) => onChange(period ? `${period.start}~${period.end}` : '')}
        />
      );
    case 'amount':
      return <AmountChip {...props} />;
    case 'tag':
      return <TagChip {...props} />;
    case 'record':
      return <RecordChip {...props} />;
  }
}
