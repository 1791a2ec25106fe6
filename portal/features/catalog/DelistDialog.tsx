import { ReasonDialog } from '../../domain/ReasonDialog.tsx';
import { useStep } from '../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';

const Product = graphql(`
  fragment DelistDialog_product on Product { id version name }
`);
const Delist = graphql(`
  mutation DelistDialog_delist($input: ProductDelistInput!, $idempotencyKey: ID!) {
    step: productDelist(input: $input, idempotencyKey: $idempotencyKey) {
      product { ...ProductPanel_product }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Delists a product for good, so its name must be typed first. */
export function DelistDialog({
  product,
  onClose,
}: {
  product: FragmentType<typeof Product>;
  onClose: () => void;
}) {
  const t = useText();
  const p = readFragment(Product, product);
  const { submit } = useStep(Delist, t('ui.product.delisted', { name: p.name }));
  return (
    <ReasonDialog
      title={t('ui.product.delistTitle', { name: p.name })}
      lead={t('ui.product.delistText')}
      label={t('ui.reason')}
      help={t('ui.reason.audit')}
      typed={p.name}
      confirmLabel={t('ui.product.delist')}
      onClose={onClose}
      onConfirm={(reason) => submit({ id: p.id, version: p.version, reason })}
    />
  );
}
