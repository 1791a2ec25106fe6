import { Star, StarOff } from 'lucide-react';
import { useMutation } from 'urql';
import { showOutcome } from '../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { useMay } from '../../lib/session.ts';
import { Button } from '../../ui/actions/Button.tsx';

const Product = graphql(`fragment FavoriteButton_product on Product { id isFavorite }`);
const SetFavorite = graphql(`
  mutation FavoriteButton_set($input: ProductSetFavoriteInput!) {
    step: productSetFavorite(input: $input) {
      product { id isFavorite }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Marks a product as a favorite of the member, or removes the mark. */
export function FavoriteButton({ product }: { product: FragmentType<typeof Product> }) {
  const t = useText();
  const { id, isFavorite } = readFragment(Product, product);
  const [, set] = useMutation(SetFavorite);
  if (!useMay()('productSetFavorite')) return null;
  async function toggle() {
    const { data } = await set({ input: { id, isFavorite: !isFavorite } });
    showOutcome(data?.step.userErrors, t);
  }
  return (
    <Button icon={isFavorite ? StarOff : Star} onPress={() => void toggle()}>
      {t(isFavorite ? 'ui.product.removeFavorite' : 'ui.product.addFavorite')}
    </Button>
  );
}
