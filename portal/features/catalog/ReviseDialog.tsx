import { zodResolver } from '@hookform/resolvers/zod';
import { useMemo } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { useQuery } from 'urql';
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
import { TextField } from '../../ui/fields/TextField.tsx';
import { DeliveryFields } from './listing/DeliveryFields.tsx';
import {
  emptyListing,
  factsOf,
  type Listing,
  listingSchema,
  ruleOf,
  type TypeRule,
} from './listing/listing.ts';
import { RateFields } from './listing/RateFields.tsx';

const Product = graphql(`
  fragment ReviseDialog_product on Product {
    id version name productType supervisionTemplate averageDeliveryDays leadUrl
    maxShareRatio standardShareRatio floorPayRate
  }
`);
const Rules = graphql(`
  query ReviseDialog { productTypeRules { productType templates templateRequired isSold } }
`);
const Revise = graphql(`
  mutation ReviseDialog_revise($input: ProductReviseInput!, $idempotencyKey: ID!) {
    step: productRevise(input: $input, idempotencyKey: $idempotencyKey) {
      product { ...ProductPanel_product }
      userErrors { code field message params { key value } }
    }
  }
`);

export interface ReviseDialogProps {
  product: FragmentType<typeof Product>;
  onClose: () => void;
}

/** Changes a listing from now on. Opens once the rules of its kind are known. */
export function ReviseDialog(props: ReviseDialogProps) {
  const [{ data }] = useQuery({ query: Rules });
  return data ? <Fields {...props} rules={data.productTypeRules} /> : null;
}

function Fields({ product, onClose, rules }: ReviseDialogProps & { rules: readonly TypeRule[] }) {
  const t = useText();
  const format = useFormat();
  const p = readFragment(Product, product);
  const rule = ruleOf(rules, p.productType);
  const { run } = useCommand(Revise);
  const schema = useMemo(() => listingSchema(rules), [rules]);
  const latest: Listing = {
    ...emptyListing(),
    name: p.name,
    productType: p.productType,
    supervisionTemplate: p.supervisionTemplate ?? '',
    averageDeliveryDays: p.averageDeliveryDays ?? null,
    leadUrl: p.leadUrl ?? '',
    maxShareRatio: p.maxShareRatio ?? '',
    standardShareRatio: p.standardShareRatio ?? '',
    floorPayRate: p.floorPayRate ?? '',
    specifications: [],
  };
  const form = useForm<Listing>({
    resolver: zodResolver(schema) as unknown as Resolver<Listing>,
    defaultValues: latest,
  });
  const version = useFormVersion(p.version);
  const submit = form.handleSubmit(async (values) => {
    const payload = await run({ id: p.id, version: version.base(), ...factsOf(values, rule) });
    if (!isAccepted(form, payload, t, { version })) return;
    toast.show({ tone: 'good', title: t('ui.product.revised', { name: values.name }) });
    onClose();
  });
  // A template is changed, not removed: orders that run under it would lose their supervision.
  const delivery = p.supervisionTemplate ? { ...rule, templateRequired: true } : rule;
  const percent = (fraction: string) => fraction && format.percent(fraction);
  return (
    <>
      <FormDialog
        form={form}
        size="md"
        title={t('ui.product.reviseTitle', { name: p.name })}
        description={t('ui.product.reviseText')}
        confirmLabel={t('ui.save')}
        onSubmit={submit}
        onClose={onClose}
      >
        <FormField control={form.control} name="name">
          {(field) => (
            <TextField {...field} label={t('ui.product.name')} maxLength={100} isRequired />
          )}
        </FormField>
        <DeliveryFields form={form} rule={delivery} />
        {rule.isSold && <RateFields form={form} />}
      </FormDialog>
      <StaleDialog
        form={form}
        version={version}
        latest={{ version: p.version, values: latest }}
        describe={(values) => [
          { label: t('ui.product.name'), text: values.name.trim() },
          {
            label: t('ui.product.template'),
            text:
              values.supervisionTemplate &&
              t.enum('SupervisionTemplate', values.supervisionTemplate),
          },
          {
            label: t('ui.product.deliveryDays'),
            text:
              values.averageDeliveryDays === null
                ? null
                : format.number(values.averageDeliveryDays),
          },
          { label: t('ui.product.leadUrl'), text: values.leadUrl.trim() },
          { label: t('ui.product.maxShare'), text: percent(values.maxShareRatio) },
          { label: t('ui.product.standardShare'), text: percent(values.standardShareRatio) },
          { label: t('ui.discount.floor'), text: percent(values.floorPayRate) },
        ]}
        onMine={() => void submit()}
        onTheirs={onClose}
      />
    </>
  );
}
