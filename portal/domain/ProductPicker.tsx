import { useQuery } from 'urql';
import { graphql } from '../gql/gql.ts';
import { useText } from '../lib/i18n.tsx';
import { RemotePicker, type RemotePickerProps, type UseChoices } from './RemotePicker.tsx';

const Products = graphql(`
  query ProductPicker($search: String) {
    products(
      first: 20, filter: { search: $search, status: [ON_SALE] }, orderBy: { field: NAME, direction: ASC }
    ) {
      nodes { id name saleModel seller { id name } }
    }
  }
`);

const useProducts: UseChoices = (search) => {
  const t = useText();
  const [{ data, fetching }] = useQuery({
    query: Products,
    variables: { search: search || null },
  });
  const options = (data?.products.nodes ?? []).map(({ id, name, saleModel, seller }) => ({
    id,
    label: name,
    description: `${t.enum('SaleModel', saleModel)} · ${seller.name}`,
  }));
  return { options, loading: fetching };
};

/** A product on sale, by name, pinyin or initials. */
export function ProductPicker(
  props: Omit<RemotePickerProps, 'useChoices' | 'emptyText' | 'label'>,
) {
  const t = useText();
  return (
    <RemotePicker
      {...props}
      label={t('ui.product')}
      emptyText={t('ui.product.noneFound')}
      placeholder={t('ui.product.searchPlaceholder')}
      useChoices={useProducts}
    />
  );
}
