import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { ListBox } from 'react-aria-components';
import { useQuery } from 'urql';
import { graphql } from '../gql/gql.ts';
import { useSettled } from '../lib/debounce.ts';
import { useText } from '../lib/i18n.tsx';
import { FilterChip } from '../ui/FilterBar.tsx';
import { type Option, OptionItem } from '../ui/Options.tsx';
import { listClass } from '../ui/popover.ts';
import { SearchField } from '../ui/SearchField.tsx';
import type { ChipProps } from './FilterChips.tsx';
import type { Filter } from './filters.ts';
import styles from './List.module.css';

interface Named {
  nodes: readonly { id: string; name: string }[];
}
type Choices = TypedDocumentNode<
  { found: Named; chosen: Named },
  { search?: string | null; ids: string[] }
>;

const documents: Record<NonNullable<Filter['record']>, Choices> = {
  member: graphql(`
    query RecordChip_members($ids: [ID!]!) {
      found: members(first: 100, filter: { status: [ACTIVE] }, orderBy: { field: NAME, direction: ASC }) {
        nodes { id name }
      }
      chosen: members(first: 50, filter: { ids: $ids }) { nodes { id name } }
    }
  `) as Choices,
  customer: graphql(`
    query RecordChip_customers($search: String, $ids: [ID!]!) {
      found: customers(first: 20, filter: { search: $search }, orderBy: { field: NAME, direction: ASC }) {
        nodes { id name }
      }
      chosen: customers(first: 50, filter: { ids: $ids }) { nodes { id name } }
    }
  `),
  product: graphql(`
    query RecordChip_products($search: String, $ids: [ID!]!) {
      found: products(first: 20, filter: { search: $search }, orderBy: { field: NAME, direction: ASC }) {
        nodes { id name }
      }
      chosen: products(first: 50, filter: { ids: $ids }) { nodes { id name } }
    }
  `),
  partner: graphql(`
    query RecordChip_partners($search: String, $ids: [ID!]!) {
      found: partners(first: 20, filter: { search: $search }, orderBy: { field: NAME, direction: ASC }) {
        nodes { id name }
      }
      chosen: partners(first: 50, filter: { ids: $ids }) { nodes { id name } }
    }
  `),
};

/** A filter over records: their names are asked for once one is chosen or the chip is open. */
export function RecordChip({ filter, text, onChange }: ChipProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const search = useSettled(typed);
  const ids = text ? text.split('~') : [];
  const [{ data, fetching }] = useQuery({
    query: documents[filter.record ?? 'member'],
    variables: { search: search || null, ids },
    pause: !isOpen && ids.length === 0,
  });
  const label = t(filter.label);
  const chosen = data?.chosen.nodes ?? [];
  const found = data?.found.nodes.filter(({ id }) => !ids.includes(id)) ?? [];
  const options: Option[] = [...chosen, ...found].map(({ id, name }) => ({ id, label: name }));
  const names = chosen.map(({ name }) => name);
  return (
    <FilterChip
      label={label}
      value={ids.length === 0 ? null : names.slice(0, 2).join(' / ') || '…'}
      more={names.length - 2}
      onClear={() => onChange('')}
      clearLabel={t('ui.list.clear')}
      onOpenChange={setOpen}
    >
      {filter.record !== 'member' && (
        <div className={styles.find}>
          <SearchField label={t('ui.list.search')} value={typed} onChange={setTyped} autoFocus />
        </div>
      )}
      <ListBox
        aria-label={label}
        className={listClass}
        items={options}
        selectionMode="multiple"
        escapeKeyBehavior="none"
        selectedKeys={ids}
        onSelectionChange={(keys) => onChange(keys === 'all' ? '' : [...keys].join('~'))}
        renderEmptyState={() => (
          <p className={styles.none}>{t(fetching ? 'ui.loading' : 'ui.list.emptyFiltered')}</p>
        )}
      >
        {(option) => <OptionItem {...option} />}
      </ListBox>
    </FilterChip>
  );
}
