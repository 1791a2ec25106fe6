import { zodResolver } from '@hookform/resolvers/zod';
import { type Control, useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { ProductPicker } from '../../domain/ProductPicker.tsx';
import { useCommand } from '../../lib/command.ts';
import { FormField } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { grantJointUnasked } from './AuthorizationCommands.ts';
import { settleTerms } from './settle-terms.ts';
import { TermsFields } from './TermsFields.tsx';
import { capsOf, endOf, newTerms, startOf, type Terms, termsShape } from './terms.ts';
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
    payRate: z.string(),
    ...whomShape,
  })
  .check(...whomChecks);

/** Lets a partner sell a joint-operation product without having asked. */
export function GrantUnaskedDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { run } = useCommand(grantJointUnasked);
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
      partnerId: values.partnerId ?? '',
      customer: customerOf(values),
      shareRatio: values.shareRatio,
      floorPayRate: values.payRate || null,
      validFrom: startOf(values),
      validUntil: endOf(values),
      ...capsOf(values),
      reason: values.note || null,
    });
    settleTerms(form, answer, t, t('ui.authorization.granted'), onClose);
  });
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.authorization.grantUnasked')}
      description={t('ui.authorization.grantUnaskedText')}
      confirmLabel={t('ui.authorization.grant')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="productId">
        {(field) => <ProductPicker {...field} model="JOINT_OPERATION" isRequired />}
      </FormField>
      <WhomFields
        control={form.control as unknown as Control<Whom>}
        levels={['PARTNER', 'CUSTOMER']}
      />
      <TermsFields
        control={form.control as unknown as Control<Terms>}
        rateLabel={t('ui.authorization.floorPayRate')}
        shareLabel={t('ui.product.share')}
        maxShareRatio={limits?.maxShareRatio}
        usualRate={limits?.floorPayRate}
        start
        caps
        noteLabel={t('ui.authorization.noteToPartner')}
      />
    </FormDialog>
  );
}
