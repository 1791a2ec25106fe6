import { useText } from '../../lib/i18n.tsx';
import type { ListState } from '../../lib/url-state.ts';
import { FilterOptions, FilterPeriod } from '../../ui/FilterBar.tsx';
import { type AuthorizationFilters as Filters, LEVELS } from './list.ts';

export interface AuthorizationFiltersProps {
  state: ListState<Filters>;
  states: readonly { id: string; label: string }[];
}

/** The filter chips of both lists. */
export function AuthorizationFilters({ state, states }: AuthorizationFiltersProps) {
  const t = useText();
  const clearLabel = t('ui.list.clear');
  return (
    <>
      <FilterOptions
        label={t('ui.status')}
        options={states}
        value={state.filters.status}
        onChange={(value) => state.setFilter('status', value)}
        clearLabel={clearLabel}
      />
      <FilterOptions
        label={t('ui.authorization.level')}
        options={LEVELS.map((id) => ({ id, label: t.enum('AuthorizationLevel', id) }))}
        value={state.filters.level}
        onChange={(value) => state.setFilter('level', value)}
        clearLabel={clearLabel}
      />
      <FilterPeriod
        label={t('ui.discount.ends')}
        value={state.filters.ends}
        onChange={(value) => state.setFilter('ends', value)}
        clearLabel={clearLabel}
      />
    </>
  );
}
