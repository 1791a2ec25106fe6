import { useQuery } from 'urql';
import { graphql } from '../gql/gql.ts';
import { useText } from '../lib/i18n.tsx';
import { RemotePicker, type RemotePickerProps, type UseChoices } from './RemotePicker.tsx';

const Customers = graphql(`
  query CustomerPicker($search: String) {
    customers(
      first: 20
      filter: { search: $search, status: [BOUND, CHANGE_PENDING, UNBIND_PENDING] }
      orderBy: { field: NAME, direction: ASC }
    ) {
      nodes { id name cloudAccount }
    }
  }
`);

const useBoundCustomers: UseChoices = (search) => {
  const [{ data, fetching }] = useQuery({
    query: Customers,
    variables: { search: search || null },
  });
  const options = (data?.customers.nodes ?? []).map(({ id, name, cloudAccount }) => ({
    id,
    label: name,
    description: cloudAccount,
  }));
  return { options, loading: fetching };
};

/** A customer bound to the viewer's organization, by name, pinyin, initials or account. */
export function CustomerPicker(
  props: Omit<RemotePickerProps, 'useChoices' | 'emptyText' | 'label'>,
) {
  const t = useText();
  return (
    <RemotePicker
      {...props}
      label={t('ui.customer')}
      emptyText={t('ui.customer.noneBound')}
      placeholder={t('ui.customer.searchPlaceholder')}
      useChoices={useBoundCustomers}
    />
  );
}
