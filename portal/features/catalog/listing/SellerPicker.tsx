import { type PickerProps, RemotePicker } from '../../../domain/RemotePicker.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';

const Sellers = graphql(`
  query SellerPicker($search: String) {
    organizations(first: 20, filter: { search: $search, kind: [SELLER], status: [ACTIVE] }) {
      nodes { id name code }
    }
  }
`);

/** A seller, found by name, pinyin or initials. */
export function SellerPicker(props: PickerProps) {
  const t = useText();
  return (
    <RemotePicker
      {...props}
      label={t('ui.seller')}
      emptyText={t('ui.product.noSeller')}
      placeholder={t('ui.product.searchSeller')}
      query={Sellers}
      variables={(text) => ({ search: text || null })}
      optionsOf={({ organizations }) =>
        organizations.nodes.map(({ id, name, code }) => ({ id, label: name, description: code }))
      }
    />
  );
}
