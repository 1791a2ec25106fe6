import { useQuery } from 'urql';
import { graphql } from '../gql/gql.ts';
import { useText } from '../lib/i18n.tsx';
import { RemotePicker, type RemotePickerProps, type UseChoices } from './RemotePicker.tsx';

const Partners = graphql(`
  query PartnerPicker($search: String) {
    partners(first: 20, filter: { search: $search }, orderBy: { field: NAME, direction: ASC }) {
      nodes { id name tier }
    }
  }
`);

const usePartners: UseChoices = (search) => {
  const t = useText();
  const [{ data, fetching }] = useQuery({
    query: Partners,
    variables: { search: search || null },
  });
  const options = (data?.partners.nodes ?? []).map(({ id, name, tier }) => ({
    id,
    label: name,
    description: t.enum('PartnerTier', tier),
  }));
  return { options, loading: fetching };
};

/** A partner of the programme, by name, pinyin or initials. */
export function PartnerPicker(
  props: Omit<RemotePickerProps, 'useChoices' | 'emptyText' | 'label'>,
) {
  const t = useText();
  return (
    <RemotePicker
      {...props}
      label={t('ui.partner')}
      emptyText={t('ui.partner.noneFound')}
      placeholder={t('ui.partners.search')}
      useChoices={usePartners}
    />
  );
}
