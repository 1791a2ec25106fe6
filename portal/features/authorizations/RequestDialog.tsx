import { zodResolver } from '@hookform/resolvers/zod';
import { type Control, useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { CustomerPicker } from '../../domain/CustomerPicker.tsx';
import { ProductPicker } from '../../domain/ProductPicker.tsx';
import { useCommand } from '../../lib/command.ts';
import { FormField } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { requestJoint } from './AuthorizationCommands.ts';
import { settleTerms } from './settle-terms.ts';
import { TermsFields } from './TermsFields.tsx';
import { endOf, newTerms, startOf, type Terms, termsShape } from './terms.ts';
import { useProductLimits } from './useProductLimits.ts';

interface Values extends Terms {
  productId: string | null;
  whom: 'ALL' | 'ONE';
  customerId: string | null;
}

const schema = z
  .object({
    productId: z.nullable(z.string()).check(z.refine((id) => id !== null, 'ui.form.required')),
    whom: z.enum(['ALL', 'ONE']),
    customerId: z.nullable(z.string()),
    ...termsShape,
    payRate: z.string(),
  })
  .check(
    z.refine((v) => v.whom === 'ALL' || v.customerId !== null, {
      error: 'ui.form.required',
      path: ['customerId'],
    }),
  );

/** Asks a seller to sell a joint-operation product together. */
export function RequestDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { run } = useCommand(requestJoint);
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { ...newTerms(), productId: null, whom: 'ALL', customerId: null },
  });
  const [productId, whom] = form.watch(['productId', 'whom']);
  const limits = useProductLimits(productId);
  const submit = form.handleSubmit(async (values) => {
    const answer = await run({
      productId: values.productId ?? '',
      customerId: values.whom === 'ONE' ? values.customerId : null,
      shareRatio: values.shareRatio,
      floorPayRate: values.payRate || null,
      validFrom: startOf(values),
      validUntil: endOf(values),
      note: values.note || null,
    });
    settleTerms(form, answer, t, t('ui.authorization.requested'), onClose);
  });
  return (
    <FormDialog
      form={form}
      size="md"
      title={t('ui.authorization.request')}
      description={t('ui.authorization.requestText')}
      confirmLabel={t('ui.authorization.requestSend')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="productId">
        {(field) => <ProductPicker {...field} model="JOINT_OPERATION" isRequired />}
      </FormField>
      <FormField control={form.control} name="whom">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            label={t('ui.authorization.scope')}
            orientation="horizontal"
            options={[
              { id: 'ALL', label: t('ui.authorization.allCustomers') },
              { id: 'ONE', label: t('ui.authorization.oneCustomer') },
            ]}
            onChange={(next) => onChange(next as Values['whom'])}
          />
        )}
      </FormField>
      {whom === 'ONE' && (
        <FormField control={form.control} name="customerId">
          {(field) => <CustomerPicker {...field} isRequired />}
        </FormField>
      )}
      <TermsFields
        control={form.control as unknown as Control<Terms>}
        rateLabel={t('ui.authorization.floorPayRate')}
        shareLabel={t('ui.authorization.expectedShare')}
        maxShareRatio={limits?.maxShareRatio}
        usualRate={limits?.floorPayRate}
        start
        noteLabel={t('ui.authorization.noteToSeller')}
      />
    </FormDialog>
  );
}
