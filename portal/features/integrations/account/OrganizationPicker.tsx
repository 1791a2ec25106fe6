import { type PickerProps, RemotePicker } from '../../../domain/RemotePicker.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';

const Organizations = graphql(`
  query OrganizationPicker($search: String, $kind: [OrganizationKind!]) {
    organizations(first: 20, filter: { search: $search, kind: $kind, status: [ACTIVE] }) {
      nodes { id name code }
    }
  }
`);

/** An organization of one kind, found by name or code. */
export function OrganizationPicker({
  kind,
  ...props
}: PickerProps & { kind: 'PARTNER' | 'SELLER' }) {
  const t = useText();
  return (
    <RemotePicker
      {...props}
      label={t('ui.organization')}
      emptyText={t('ui.partner.noneFound')}
      query={Organizations}
      variables={(text) => ({ search: text || null, kind: [kind] })}
      optionsOf={({ organizations }) =>
        organizations.nodes.map(({ id, name, code }) => ({ id, label: name, description: code }))
      }
    />
  );
}
