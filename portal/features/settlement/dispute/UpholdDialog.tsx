import { zodResolver } from '@hookform/resolvers/zod';
import Big from 'big.js';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { ReasonField, reasonShape } from '../../../domain/ReasonField.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { upholdDispute } from './DisputeCommands.ts';

const Dispute = graphql(`
  fragment UpholdDialog_dispute on LineDispute {
    id version number
    lineAmount { amount }
    expectedAmount { amount }
  }
`);

const schema = z.object({
  ...reasonShape,
  amount: z.string().check(z.minLength(1, 'ui.form.required')),
});

export interface UpholdDialogProps {
  dispute: FragmentType<typeof Dispute>;
  onClose: () => void;
}

/** 异议成立: the amount that the next bill corrects; by default the difference that the partner claims. */
export function UpholdDialog({ dispute, onClose }: UpholdDialogProps) {
  const t = useText();
  const d = readFragment(Dispute, dispute);
  const { run } = useCommand(upholdDispute);
  const claimed = d.expectedAmount
    ? new Big(d.expectedAmount.amount).minus(d.lineAmount.amount).toFixed(2)
    : '';
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { reason: '', amount: claimed },
  });
  const submit = form.handleSubmit(async ({ reason, amount }) => {
    const payload = await run({ id: d.id, version: d.version, reason, amount });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.dispute.upheld') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.dispute.number', { number: d.number })}
      description={t('ui.dispute.upholdText')}
      confirmLabel={t('ui.dispute.uphold')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="amount">
        {(field) => (
          <MoneyField {...field} label={t('ui.dispute.adjustment')} allowNegative isRequired />
        )}
      </FormField>
      <ReasonField control={form.control} label={t('ui.reason')} />
    </FormDialog>
  );
}
