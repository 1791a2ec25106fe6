import { useStep } from '../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { ConfirmDialog } from '../../ui/overlays/ConfirmDialog.tsx';

const Product = graphql(`
  fragment RelistDialog_product on Product { id version name }
`);
const Relist = graphql(`
  mutation RelistDialog_relist($input: ProductRelistInput!, $idempotencyKey: ID!) {
    step: productRelist(input: $input, idempotencyKey: $idempotencyKey) {
      product { ...ProductPanel_product }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Lists a delisted product again. */
export function RelistDialog({
  product,
  onClose,
}: {
  product: FragmentType<typeof Product>;
  onClose: () => void;
}) {
  const t = useText();
  const p = readFragment(Product, product);
  const { run } = useStep(Relist, t('ui.product.relisted', { name: p.name }));
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t('ui.product.relistTitle', { name: p.name })}
      confirmLabel={t('ui.product.relist')}
      cancelLabel={t('ui.cancel')}
      onConfirm={() => run({ id: p.id, version: p.version })}
    >
      {t('ui.product.relistText')}
    </ConfirmDialog>
  );
}
