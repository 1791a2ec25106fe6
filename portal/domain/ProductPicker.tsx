import { useQuery } from 'urql';
import { graphql } from '../gql/gql.ts';
import type { SaleModel } from '../gql/graphql.ts';
import { useText } from '../lib/i18n.tsx';
import { RemotePicker, type RemotePickerProps, type UseChoices } from './RemotePicker.tsx';

const Products = graphql(`
  query ProductPicker($search: String, $saleModel: [SaleModel!]) {
    products(
      first: 20
      filter: { search: $search, sold: true, saleModel: $saleModel }
      orderBy: { field: NAME, direction: ASC }
    ) {
      nodes { id name saleModel seller { id name } }
    }
  }
`);

function useProducts(search: string, saleModel: SaleModel | null): ReturnType<UseChoices> {
  const t = useText();
  const [{ data, fetching }] = useQuery({
    query: Products,
    variables: { search: search || null, saleModel: saleModel && [saleModel] },
  });
  const options = (data?.products.nodes ?? []).map((product) => ({
    id: product.id,
    label: product.name,
    description: `${t.enum('SaleModel', product.saleModel)} · ${product.seller.name}`,
  }));
  return { options, loading: fetching };
}

const useAny: UseChoices = (search) => useProducts(search, null);
const byModel: Record<SaleModel, UseChoices> = {
  COMMON: (search) => useProducts(search, 'COMMON'),
  JOINT_OPERATION: (search) => useProducts(search, 'JOINT_OPERATION'),
  HUAWEI: (search) => useProducts(search, 'HUAWEI'),
};

export interface ProductPickerProps
  extends Omit<RemotePickerProps, 'useChoices' | 'emptyText' | 'label'> {
  /** Only products sold in this way. */
  model?: SaleModel;
}

/** A product that is sold here, by name, pinyin or initials. */
export function ProductPicker({ model, ...props }: ProductPickerProps) {
  const t = useText();
  return (
    <RemotePicker
      {...props}
      label={t('ui.product')}
      emptyText={t('ui.product.noneFound')}
      placeholder={t('ui.product.searchPlaceholder')}
      useChoices={model ? byModel[model] : useAny}
    />
  );
}
