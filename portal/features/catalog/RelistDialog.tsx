import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { errorText } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
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
  const { run } = useCommand(Relist);
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t('ui.product.relistTitle', { name: p.name })}
      confirmLabel={t('ui.product.relist')}
      cancelLabel={t('ui.cancel')}
      onConfirm={async () => {
        const payload = await run({ id: p.id, version: p.version });
        const [problem] = payload?.userErrors ?? [];
        if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
        else if (payload)
          toast.show({ tone: 'good', title: t('ui.product.relisted', { name: p.name }) });
      }}
    >
      {t('ui.product.relistText')}
    </ConfirmDialog>
  );
}
