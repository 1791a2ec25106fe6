import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { ReasonField, reasonShape } from '../../../domain/ReasonField.tsx';
import { graphql } from '../../../gql/gql.ts';
import type { TaxpayerType } from '../../../gql/graphql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';

const SetType = graphql(`
  mutation TaxpayerDialog_set($input: OrganizationSetTaxpayerTypeInput!, $idempotencyKey: ID!) {
    step: organizationSetTaxpayerType(input: $input, idempotencyKey: $idempotencyKey) {
      organization { id taxpayerType taxpayerSince }
      userErrors { code field message params { key value } }
    }
  }
`);

const TYPES = ['GENERAL', 'SMALL_SCALE'] as const satisfies readonly TaxpayerType[];

const schema = z.object({ ...reasonShape, taxpayerType: z.enum(TYPES) });

export interface TaxpayerDialogProps {
  sellerId: string;
  /** Type in force. */
  type: TaxpayerType;
  onClose: () => void;
}

/** Changes the taxpayer type of a seller from now on. */
export function TaxpayerDialog({ sellerId, type, onClose }: TaxpayerDialogProps) {
  const t = useText();
  const { run } = useCommand(SetType);
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { reason: '', taxpayerType: type },
  });
  const submit = form.handleSubmit(async (values) => {
    const payload = await run({ id: sellerId, ...values });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.seller.taxpayer.done') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.seller.taxpayer.change')}
      confirmLabel={t('ui.policy.set')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="muted">{t('ui.seller.taxpayer.text')}</p>
      <FormField control={form.control} name="taxpayerType">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            onChange={(next) => onChange(next as TaxpayerType)}
            label={t('ui.partner.tax.type')}
            options={TYPES.map((id) => ({ id, label: t.enum('TaxpayerType', id) }))}
          />
        )}
      </FormField>
      <ReasonField control={form.control} label={t('ui.reason')} help={t('ui.reason.audit')} />
    </FormDialog>
  );
}
