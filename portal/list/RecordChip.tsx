import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useEffectEvent, useState } from 'react';
import { ListBox } from 'react-aria-components';
import { graphql } from '../gql/gql.ts';
import { failureOf } from '../lib/errors.ts';
import { useText } from '../lib/i18n.tsx';
import { useLiveSearch, useTyped } from '../lib/live-search.ts';
import { meant, type Option, OptionItem } from '../ui/fields/Options.tsx';
import { SearchBox } from '../ui/fields/SearchField.tsx';
import { listClass } from '../ui/overlays/popover.ts';
import { FilterChip } from '../ui/table/FilterBar.tsx';
import type { ChipProps } from './chip.ts';
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
  seller: graphql(`
    query RecordChip_sellers($search: String, $ids: [ID!]!) {
      found: organizations(
        first: 20, filter: { search: $search, kind: [SELLER] }, orderBy: { field: NAME, direction: ASC }
      ) {
        nodes { id name }
      }
      chosen: organizations(first: 50, filter: { ids: $ids }) { nodes { id name } }
    }
  `),
  organization: graphql(`
    query RecordChip_organizations($search: String, $ids: [ID!]!) {
      found: organizations(first: 20, filter: { search: $search }, orderBy: { field: NAME, direction: ASC }) {
        nodes { id name }
      }
      chosen: organizations(first: 50, filter: { ids: $ids }) { nodes { id name } }
    }
  `),
  discount: graphql(`
    query RecordChip_discounts($search: String, $ids: [ID!]!) {
      found: exclusiveDiscounts(first: 20, filter: { search: $search }) { nodes { id name } }
      chosen: exclusiveDiscounts(first: 50, filter: { ids: $ids }) { nodes { id name } }
    }
  `),
};

/** A filter over records. Their names are loaded once one is chosen or the chip is open. */
export function RecordChip({ filter, text, onChange }: ChipProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const { text: typed, wanted, isComposing, edit } = useTyped();
  const [isEntered, setEntered] = useState(false);
  const ids = (filter.input(text) as string[] | null) ?? [];
  const { data, isCurrent, isSlow, failure } = useLiveSearch(wanted, {
    query: documents[filter.record ?? 'member'],
    variables: (search) => ({ search: search || null, ids }),
    isPaused: () => !isOpen && ids.length === 0,
  });
  const isBehind = (!isCurrent || isComposing) && !failure;
  const label = t(filter.label);
  const found = isSlow || failure ? [] : (data?.found.nodes ?? []);
  const known = new Map([...(data?.chosen.nodes ?? []), ...found].map((one) => [one.id, one]));
  const chosen = ids.flatMap((id) => known.get(id) ?? []);
  const offered = wanted.trim()
    ? found
    : [...chosen, ...found.filter(({ id }) => !ids.includes(id))];
  const options: Option[] = offered.map(({ id, name }) => ({
    id,
    label: name,
    isDisabled: isBehind,
  }));
  const names = chosen.map(({ name }) => name);
  const take = useEffectEvent(() => {
    setEntered(false);
    const id = wanted.trim() && meant(options, wanted)?.id;
    if (id && !ids.includes(id)) onChange([...ids, id].join('~'));
  });
  useEffect(() => {
    if (isEntered && !isBehind) take();
  }, [isEntered, isBehind]);
  return (
    <FilterChip
      label={label}
      value={
        ids.length === 0
          ? null
          : names.slice(0, 2).join(' / ') || (isBehind ? '…' : t('ui.list.unknown'))
      }
      more={names.length - 2}
      onClear={() => onChange('')}
      clearLabel={t('ui.list.clear')}
      onOpenChange={setOpen}
    >
      {filter.record !== 'member' && (
        <div className={styles.find}>
          <SearchBox
            label={t('ui.list.search')}
            value={typed}
            onChange={(next, composing) => {
              edit(next, composing);
              setEntered(false);
            }}
            onEnter={() => setEntered(true)}
            autoFocus
          />
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
        renderEmptyState={() => <p className={styles.none}>{emptyText()}</p>}
      >
        {(option) => <OptionItem {...option} />}
      </ListBox>
    </FilterChip>
  );

  function emptyText() {
    if (failure) return t(`ui.failure.${failureOf(failure).kind}.title`);
    return t(isBehind ? 'ui.searching' : 'ui.list.emptyFiltered');
  }
}
