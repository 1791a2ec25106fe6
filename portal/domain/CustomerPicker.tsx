import { graphql } from '../gql/gql.ts';
import { useText } from '../lib/i18n.tsx';
import { useSession } from '../lib/session.ts';
import { type PickerProps, RemotePicker } from './RemotePicker.tsx';

const Customers = graphql(`
  query CustomerPicker($search: String, $isOwn: Boolean) {
    customers(
      first: 20
      filter: { search: $search, status: [BOUND, CHANGE_PENDING, UNBIND_PENDING], isOwn: $isOwn }
      orderBy: { field: NAME, direction: ASC }
    ) {
      nodes { id name cloudAccount }
    }
  }
`);

interface CustomerPickerProps extends PickerProps {
  /** Whether the customers of sub-distributors are found, too. */
  below?: boolean;
}

/** A customer bound to the viewer's organization, found by name, pinyin, initials or account. */
export function CustomerPicker({ below = false, ...props }: CustomerPickerProps) {
  const t = useText();
  const { role } = useSession().member;
  return (
    <RemotePicker
      {...props}
      label={t('ui.customer')}
      emptyText={t('ui.customer.noneBound')}
      noneText={t(role === 'CSP_REP' ? 'ui.customers.noneMine' : 'ui.customer.noneYet')}
      placeholder={t('ui.customer.searchPlaceholder')}
      query={Customers}
      variables={(text) => ({ search: text || null, isOwn: below ? null : true })}
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
