import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { shipBack } from '../OrderCommands.ts';

const Request = graphql(`
  fragment ShipBackDialog_request on RefundRequest { id version orderNumber productName }
`);

const required = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const schema = z.object({ carrier: required, trackingNumber: required });

export interface ShipBackDialogProps {
  request: FragmentType<typeof Request>;
  onClose: () => void;
}

/** 寄回商品: carrier and tracking number of the return. */
export function ShipBackDialog({ request, onClose }: ShipBackDialogProps) {
  const t = useText();
  const r = readFragment(Request, request);
  const { run } = useCommand(shipBack);
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { carrier: '', trackingNumber: '' },
  });
  const submit = form.handleSubmit(async (values) => {
    const payload = await run({ id: r.id, version: r.version, ...values });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.refund.shippedBack') });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.refund.shipBackTitle')}
      description={`${r.orderNumber} ${r.productName}`}
      confirmLabel={t('ui.refund.shipBackConfirm')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('ui.refund.shipBackText')}</p>
      <FormField control={form.control} name="carrier">
        {(field) => (
          <TextField {...field} label={t('ui.refund.carrier')} maxLength={100} isRequired />
        )}
      </FormField>
      <FormField control={form.control} name="trackingNumber">
        {(field) => (
          <TextField {...field} label={t('ui.refund.trackingNumber')} maxLength={64} isRequired />
        )}
      </FormField>
    </FormDialog>
  );
}
