import { useForm } from 'react-hook-form';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { FormField } from '../../lib/FormField.tsx';
import { isAccepted } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { useFormVersion } from '../../lib/version.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { StaleDialog } from '../../shell/StaleDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';

const Specification = graphql(`
  fragment SkuCodeDialog_specification on Specification { id version name skuCode }
`);
const Assign = graphql(`
  mutation SkuCodeDialog_assign($input: SpecificationAssignSkuCodeInput!, $idempotencyKey: ID!) {
    step: specificationAssignSkuCode(input: $input, idempotencyKey: $idempotencyKey) {
      specification { ...SpecificationRow_specification }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Sets the SKU code of a specification; an empty field removes it. */
export function SkuCodeDialog({
  specification,
  onClose,
}: {
  specification: FragmentType<typeof Specification>;
  onClose: () => void;
}) {
  const t = useText();
  const s = readFragment(Specification, specification);
  const { run } = useCommand(Assign);
  const latest = { skuCode: s.skuCode ?? '' };
  const version = useFormVersion(s.version);
  const form = useForm({ defaultValues: latest });
  const submit = form.handleSubmit(async ({ skuCode }) => {
    const code = skuCode.trim();
    const payload = await run({
      id: s.id,
      version: version.base(),
      ...(code && { skuCode: code }),
    });
    if (!isAccepted(form, payload, t, { version })) return;
    toast.show({ tone: 'good', title: t('ui.product.skuCodeSaved', { name: s.name }) });
    onClose();
  });
  return (
    <>
      <FormDialog
        form={form}
        title={t('ui.product.skuCodeOf', { name: s.name })}
        confirmLabel={t('ui.save')}
        onSubmit={submit}
        onClose={onClose}
      >
        <FormField control={form.control} name="skuCode">
          {(field) => (
            <TextField
              {...field}
              label={t('ui.product.skuCode')}
              description={t('ui.product.skuCodeHelp')}
              maxLength={64}
              autoFocus
            />
          )}
        </FormField>
      </FormDialog>
      <StaleDialog
        form={form}
        version={version}
        latest={{ version: s.version, values: latest }}
        describe={({ skuCode }) => [{ label: t('ui.product.skuCode'), text: skuCode.trim() }]}
        onMine={() => void submit()}
        onTheirs={onClose}
      />
    </>
  );
}
