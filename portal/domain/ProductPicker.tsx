import { graphql } from '../gql/gql.ts';
import type { SaleModel } from '../gql/graphql.ts';
import { useText } from '../lib/i18n.tsx';
import { type PickerProps, RemotePicker } from './RemotePicker.tsx';

const Products = graphql(`
  query ProductPicker($search: String, $saleModel: [SaleModel!]) {
    products(
      first: 20
      filter: { search: $search, isSold: true, saleModel: $saleModel }
      orderBy: { field: NAME, direction: ASC }
    ) {
      nodes { id name saleModel seller { id name } }
    }
  }
`);

export interface ProductPickerProps extends PickerProps {
  /** Limits the choice to products with this sale model. */
  model?: SaleModel;
}

/** A product on sale, found by name, pinyin or initials. */
export function ProductPicker({ model, ...props }: ProductPickerProps) {
  const t = useText();
  return (
    <RemotePicker
      {...props}
      label={t('ui.product')}
      emptyText={t('ui.product.noneFound')}
      placeholder={t('ui.product.searchPlaceholder')}
      query={Products}
      variables={(text) => ({ search: text || null, saleModel: model ? [model] : null })}
      optionsOf={({ products }) =>
        products.nodes.map(({ id, name, saleModel, seller }) => ({
          id,
          label: name,
          description: `${t.enum('SaleModel', saleModel)} · ${seller.name}`,
        }))
      }
    />
  );
}
