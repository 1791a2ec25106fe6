import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { ReasonField, reasonShape } from '../../../domain/ReasonField.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';

const createAdjustment = graphql(`
  mutation AdjustDialog_create($input: BillAdjustmentCreateInput!, $idempotencyKey: ID!) {
    step: billAdjustmentCreate(input: $input, idempotencyKey: $idempotencyKey) {
      billAdjustment { id corrects { id ...LineAdjustments_line } }
      userErrors { code field message params { key value } }
    }
  }
`);

const schema = z.object({
  ...reasonShape,
  amount: z.string().check(z.minLength(1, 'ui.form.required')),
});

export interface AdjustDialogProps {
  billLineId: string;
  /** Order and product of the line. */
  subject: string;
  onClose: () => void;
}

/** 更正明细: the amount that an ADJUSTMENT line of the partner's next bill adds or deducts. */
export function AdjustDialog({ billLineId, subject, onClose }: AdjustDialogProps) {
  const t = useText();
  const { run } = useCommand(createAdjustment);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { reason: '', amount: '' },
  });
  const submit = form.handleSubmit(async ({ reason, amount }) => {
    const payload = await run({ billLineId, reason, amount });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.adjustment.made') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.adjustment.title')}
      description={subject}
      confirmLabel={t('ui.adjustment.make')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="muted">{t('ui.adjustment.text')}</p>
      <FormField control={form.control} name="amount">
        {(field) => (
          <MoneyField {...field} label={t('ui.adjustment.amount')} allowNegative isRequired />
        )}
      </FormField>
      <ReasonField control={form.control} label={t('ui.reason')} />
    </FormDialog>
  );
}
