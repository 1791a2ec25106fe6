import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { errorText } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { toast } from '../../ui/Toast.tsx';

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

/** Takes a product off sale for good, so its name is typed first. */
export function DelistDialog({
  product,
  onClose,
}: {
  product: FragmentType<typeof Product>;
  onClose: () => void;
}) {
  const t = useText();
  const p = readFragment(Product, product);
  const { run } = useCommand(Delist);
  async function confirm() {
    const payload = await run({ id: p.id, version: p.version });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload)
      toast.show({ tone: 'good', title: t('ui.product.delisted', { name: p.name }) });
  }
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t('ui.product.delistTitle', { name: p.name })}
      confirmLabel={t('ui.product.delist')}
      cancelLabel={t('ui.cancel')}
      tone="danger"
      typed={{ label: t('ui.confirm.typed', { text: p.name }), expected: p.name }}
      onConfirm={confirm}
    >
      {t('ui.product.delistText')}
    </ConfirmDialog>
  );
}
