import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import type { ListState } from '../../lib/url-state.ts';
import { FilterOptions } from '../../ui/FilterBar.tsx';
import type { customerList } from './list.ts';
import { TagFilter } from './TagFilter.tsx';

const Member = graphql(`
  fragment CustomersFilters_member on Member { id name role }
`);

const STATES = [
  'PROSPECT',
  'REPORTED',
  'INVITED',
  'DECLINED',
  'EXPIRED',
  'BOUND',
  'CHANGE_PENDING',
  'UNBIND_PENDING',
  'UNBOUND',
] as const;
const TYPES = ['ADVISORY', 'AGENCY'] as const;

export interface CustomersFiltersProps {
  state: ListState<(typeof customerList)['filters']>;
  members: readonly FragmentType<typeof Member>[];
  /** Labels on the rows in view, as suggestions. */
  tags: readonly string[];
  /** Whether the viewer keeps managers and labels of its own. */
  own: boolean;
}

/** The filter chips of the customer list. */
export function CustomersFilters({ state, members, tags, own }: CustomersFiltersProps) {
  const t = useText();
  const { filters, setFilter } = state;
  const clearLabel = t('ui.list.clear');
  return (
    <>
      <FilterOptions
        label={t('ui.status')}
        options={STATES.map((id) => ({ id, label: t.enum('CustomerStatus', id) }))}
        value={filters.status}
        onChange={(value) => setFilter('status', value)}
        clearLabel={clearLabel}
      />
      <FilterOptions
        label={t('ui.binding.fact.type')}
        options={TYPES.map((id) => ({ id, label: t.enum('BindingType', id) }))}
        value={filters.type}
        onChange={(value) => setFilter('type', value)}
        clearLabel={clearLabel}
      />
      {own && (
        <FilterOptions
          label={t('ui.customer.manager')}
          options={members.map((masked) => {
            const { id, name, role } = readFragment(Member, masked);
            return { id, label: name, description: t.enum('Role', role) };
          })}
          value={filters.manager}
          onChange={(value) => setFilter('manager', value)}
          clearLabel={clearLabel}
        />
      )}
      {own && (
        <TagFilter
          value={filters.tag}
          suggestions={tags}
          onChange={(value) => setFilter('tag', value)}
        />
      )}
    </>
  );
}
