import { zodResolver } from '@hookform/resolvers/zod';
import { type Control, useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { ProductPicker } from '../../domain/ProductPicker.tsx';
import { useCommand } from '../../lib/command.ts';
import { FormField } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { createCsp } from './AuthorizationCommands.ts';
import { settleTerms } from './settle-terms.ts';
import { TermsFields } from './TermsFields.tsx';
import { endOf, newTerms, startOf, type Terms, termsShape } from './terms.ts';
import { useProductLimits } from './useProductLimits.ts';
import { WhomFields } from './WhomFields.tsx';
import { customerOf, type Whom, whomChecks, whomShape } from './whom.ts';

interface Values extends Terms, Whom {
  productId: string | null;
}

const schema = z
  .object({
    productId: z.nullable(z.string()).check(z.refine((id) => id !== null, 'ui.form.required')),
    ...termsShape,
    ...whomShape,
  })
  .check(...whomChecks);

/** Lets partners resell a common product of the seller. */
export function CspCreateDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { run } = useCommand(createCsp);
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: {
      ...newTerms(),
      productId: null,
      level: 'PARTNER',
      partnerId: null,
      customerName: '',
      cloudAccount: '',
    },
  });
  const limits = useProductLimits(form.watch('productId'));
  const submit = form.handleSubmit(async (values) => {
    const answer = await run({
      productId: values.productId ?? '',
      partnerId: values.level === 'PRODUCT' ? null : values.partnerId,
      customer: customerOf(values),
      minPayRate: values.payRate,
      shareRatio: values.shareRatio,
      validFrom: startOf(values),
      validUntil: endOf(values),
    });
    settleTerms(form, answer, t, t('ui.authorization.created'), onClose);
  });
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.authorization.create')}
      description={t('ui.authorization.createText')}
      confirmLabel={t('ui.authorization.create')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="productId">
        {(field) => <ProductPicker {...field} model="COMMON" isRequired />}
      </FormField>
      <WhomFields
        control={form.control as unknown as Control<Whom>}
        levels={['PRODUCT', 'PARTNER', 'CUSTOMER']}
      />
      <TermsFields
        control={form.control as unknown as Control<Terms>}
        rateLabel={t('ui.authorization.minPayRate')}
        shareLabel={t('ui.product.share')}
        maxShareRatio={limits?.maxShareRatio}
        start
      />
    </FormDialog>
  );
}
