import { zodResolver } from '@hookform/resolvers/zod';
import { type Resolver, useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { isAccepted } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { emptyListing, type Listing, PERIODS } from './listing/listing.ts';
import { SpecificationBoxes } from './listing/SpecificationBoxes.tsx';

const Add = graphql(`
  mutation AddSpecificationDialog_add($input: SpecificationPublishInput!, $idempotencyKey: ID!) {
    step: specificationPublish(input: $input, idempotencyKey: $idempotencyKey) {
      specification { id product { ...ProductPanel_product } }
      userErrors { code field message params { key value } }
    }
  }
`);

const filled = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const schema = z.object({
  specifications: z.array(
    z.object({
      code: filled,
      skuCode: z.optional(z.string().check(z.trim())),
      name: filled,
      period: z.enum(PERIODS),
      listPrice: filled,
    }),
  ),
});
const paths = {
  code: 'specifications.0.code',
  skuCode: 'specifications.0.skuCode',
  name: 'specifications.0.name',
  listPrice: 'specifications.0.listPrice',
};

export interface AddSpecificationDialogProps {
  productId: string;
  onClose: () => void;
}

export function AddSpecificationDialog({ productId, onClose }: AddSpecificationDialogProps) {
  const t = useText();
  const { run } = useCommand(Add);
  const form = useForm<Listing>({
    // The form is that of a new listing; only its specification is asked.
    resolver: zodResolver(schema) as unknown as Resolver<Listing>,
    defaultValues: emptyListing(),
  });
  const submit = form.handleSubmit(async ({ specifications: [one] }) => {
    if (!one) return;
    const { skuCode, ...rest } = one;
    const payload = await run({ productId, ...rest, ...(skuCode && { skuCode }) });
    if (!isAccepted(form, payload, t, { paths })) return;
    toast.show({ tone: 'good', title: t('ui.product.specAdded', { name: one.name }) });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.product.addSpec')}
      confirmLabel={t('ui.product.addSpec')}
      onSubmit={submit}
      onClose={onClose}
    >
      <SpecificationBoxes control={form.control} index={0} />
    </FormDialog>
  );
}
