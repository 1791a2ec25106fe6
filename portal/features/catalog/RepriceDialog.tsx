import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { FormField } from '../../lib/FormField.tsx';
import { isAccepted } from '../../lib/form.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { useFormVersion } from '../../lib/version.ts';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { StaleDialog } from '../../shell/StaleDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { MoneyField } from '../../ui/fields/MoneyField.tsx';

const Specification = graphql(`
  fragment RepriceDialog_specification on Specification {
    id version name period listPrice { amount currency } pricedAt
  }
`);
const Reprice = graphql(`
  mutation RepriceDialog_reprice($input: SpecificationRepriceInput!, $idempotencyKey: ID!) {
    step: specificationReprice(input: $input, idempotencyKey: $idempotencyKey) {
      specification { ...SpecificationRow_specification }
      userErrors { code field message params { key value } }
    }
  }
`);

const schema = z.object({ listPrice: z.string().check(z.minLength(1, 'ui.form.required')) });

/** Sets a list price from now on; what was granted keeps its prices. */
export function RepriceDialog({
  specification,
  onClose,
}: {
  specification: FragmentType<typeof Specification>;
  onClose: () => void;
}) {
  const t = useText();
  const format = useFormat();
  const s = readFragment(Specification, specification);
  const { run } = useCommand(Reprice);
  const latest = { listPrice: s.listPrice.amount };
  const version = useFormVersion(s.version);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: latest,
  });
  const submit = form.handleSubmit(async ({ listPrice }) => {
    const payload = await run({ id: s.id, version: version.base(), listPrice });
    if (!isAccepted(form, payload, t, { version })) return;
    toast.show({ tone: 'good', title: t('ui.product.repriced', { name: s.name }) });
    onClose();
  });
  return (
    <>
      <FormDialog
        form={form}
        title={t('ui.product.repriceTitle', { name: s.name })}
        description={t('ui.product.repriceText')}
        confirmLabel={t('ui.save')}
        onSubmit={submit}
        onClose={onClose}
      >
        <FormField control={form.control} name="listPrice">
          {(field) => (
            <MoneyField
              {...field}
              label={`${t('ui.discount.listPrice')} · ${t.enum('ChargePeriod', s.period)}`}
              description={t('ui.product.pricedSince', {
                price: format.money(s.listPrice),
                date: format.date(s.pricedAt),
              })}
              isRequired
              autoFocus
            />
          )}
        </FormField>
      </FormDialog>
      <StaleDialog
        form={form}
        version={version}
        latest={{ version: s.version, values: latest }}
        describe={({ listPrice }) => [
          { label: t('ui.discount.listPrice'), text: listPrice && format.amount(listPrice) },
        ]}
        onMine={() => void submit()}
        onTheirs={onClose}
      />
    </>
  );
}
