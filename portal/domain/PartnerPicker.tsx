import { graphql } from '../gql/gql.ts';
import { useText } from '../lib/i18n.tsx';
import { type PickerProps, RemotePicker } from './RemotePicker.tsx';

const Partners = graphql(`
  query PartnerPicker($search: String) {
    partners(first: 20, filter: { search: $search, isSuspended: false }, orderBy: { field: NAME, direction: ASC }) {
      nodes { id name tier }
    }
  }
`);

/** An active partner, found by name, pinyin or initials. */
export function PartnerPicker(props: PickerProps) {
  const t = useText();
  return (
    <RemotePicker
      {...props}
      label={t('ui.partner')}
      emptyText={t('ui.partner.noneFound')}
      placeholder={t('ui.partners.search')}
      query={Partners}
      variables={(text) => ({ search: text || null })}
      optionsOf={({ partners }) =>
        partners.nodes.map(({ id, name, tier }) => ({
          id,
          label: name,
          description: t.enum('PartnerTier', tier),
        }))
      }
    />
  );
}
