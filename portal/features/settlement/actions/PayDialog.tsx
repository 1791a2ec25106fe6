import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { useCommand } from '../../../lib/command.ts';
import { isoDay } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { payBill } from './BillCommands.ts';

const Bill = graphql(`
  fragment PayDialog_bill on SettlementBill {
    id version number paymentRequestNumber
    gross { amount currency }
    partner { id name }
  }
`);

const schema = z.object({
  reference: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  paidOn: z.nullable(z.string()).check(z.refine((day) => day !== null, 'ui.form.required')),
});

export interface PayDialogProps {
  bill: FragmentType<typeof Bill>;
  onClose: () => void;
}

/** Records a bank transfer that was made outside. */
export function PayDialog({ bill, onClose }: PayDialogProps) {
  const t = useText();
  const format = useFormat();
  const b = readFragment(Bill, bill);
  const { run } = useCommand(payBill);
  const today = isoDay(serverNow());
  const form = useForm<z.infer<typeof schema>>({
    resolver: zodResolver(schema),
    defaultValues: { reference: '', paidOn: today },
  });
  const submit = form.handleSubmit(async ({ reference, paidOn }) => {
    const payload = await run({
      id: b.id,
      version: b.version,
      reference,
      paidOn: paidOn ?? today,
    });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.bill.payToast', { number: b.number }) });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.bill.payTitle', { number: b.number })}
      description={t('ui.bill.payText', {
        amount: format.money(b.gross),
        partner: b.partner.name,
        request: b.paymentRequestNumber ?? '',
      })}
      confirmLabel={t('ui.bill.pay')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="reference">
        {(field) => (
          <TextField {...field} label={t('ui.bill.paymentReference')} maxLength={60} isRequired />
        )}
      </FormField>
      <FormField control={form.control} name="paidOn">
        {(field) => <DatePicker {...field} label={t('ui.bill.paidOn')} max={today} isRequired />}
      </FormField>
    </FormDialog>
  );
}
