import { graphql } from '../gql/gql.ts';
import { useText } from '../lib/i18n.tsx';
import { type PickerProps, RemotePicker } from './RemotePicker.tsx';

const Customers = graphql(`
  query CustomerPicker($search: String) {
    customers(
      first: 20
      filter: { search: $search, status: [BOUND, CHANGE_PENDING, UNBIND_PENDING], own: true }
      orderBy: { field: NAME, direction: ASC }
    ) {
      nodes { id name cloudAccount }
    }
  }
`);

/** A customer bound to the viewer's organization, found by name, pinyin, initials or account. */
export function CustomerPicker(props: PickerProps) {
  const t = useText();
  return (
    <RemotePicker
      {...props}
      label={t('ui.customer')}
      emptyText={t('ui.customer.noneBound')}
      placeholder={t('ui.customer.searchPlaceholder')}
      query={Customers}
      variables={(text) => ({ search: text || null })}
      optionsOf={({ customers }) =>
        customers.nodes.map(({ id, name, cloudAccount }) => ({
          id,
          label: name,
          description: cloudAccount,
        }))
      }
    />
  );
}
