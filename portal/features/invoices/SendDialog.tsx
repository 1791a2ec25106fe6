import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { InvoiceDelivery } from '../../gql/graphql.ts';
import { useCommand } from '../../lib/command.ts';
import { FormField } from '../../lib/FormField.tsx';
import { isAccepted } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { RadioGroup } from '../../ui/fields/RadioGroup.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { sendInvoice } from './InvoiceCommands.ts';

const Invoice = graphql(`
  fragment SendDialog_invoice on Invoice {
    id version number
    bill { id period }
    purchaser { recipientMailbox }
  }
`);

const DELIVERIES = ['COURIER', 'ELECTRONIC'] as const satisfies readonly InvoiceDelivery[];

interface Values {
  delivery: InvoiceDelivery;
  carrier: string;
  trackingNumber: string;
  mailbox: string;
}

const needed = (delivery: InvoiceDelivery, field: 'carrier' | 'trackingNumber' | 'mailbox') =>
  z.refine<Values>((v) => v.delivery !== delivery || v[field] !== '', {
    error: 'ui.form.required',
    path: [field],
  });
const word = z.string().check(z.trim(), z.maxLength(60, 'error.TOO_LONG'));
const schema = z
  .object({
    delivery: z.enum(DELIVERIES),
    carrier: word,
    trackingNumber: word,
    mailbox: z.string().check(z.trim()),
  })
  .check(
    needed('COURIER', 'carrier'),
    needed('COURIER', 'trackingNumber'),
    needed('ELECTRONIC', 'mailbox'),
  );

export interface SendDialogProps {
  invoice: FragmentType<typeof Invoice>;
  onClose: () => void;
}

/** Records the delivery of the invoice and its printed list: by courier or mailbox. */
export function SendDialog({ invoice, onClose }: SendDialogProps) {
  const t = useText();
  const i = readFragment(Invoice, invoice);
  const { run } = useCommand(sendInvoice);
  const form = useForm<Values>({
    mode: 'onTouched',
    resolver: zodResolver(schema),
    defaultValues: {
      delivery: 'COURIER',
      carrier: '',
      trackingNumber: '',
      mailbox: i.purchaser?.recipientMailbox ?? '',
    },
  });
  const paper = form.watch('delivery') === 'COURIER';
  const submit = form.handleSubmit(async ({ delivery, carrier, trackingNumber, mailbox }) => {
    const how = delivery === 'COURIER' ? { carrier, trackingNumber } : { mailbox };
    const payload = await run({ id: i.id, version: i.version, delivery, ...how });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.invoice.sentToast') });
    onClose();
  });
  const { control } = form;
  return (
    <FormDialog
      form={form}
      title={t('ui.invoice.sendTitle', { number: i.number ?? '' })}
      description={t(paper ? 'ui.invoice.sendText' : 'ui.invoice.sendMailText')}
      confirmLabel={t('ui.invoice.send')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={control} name="delivery">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            label={t('ui.invoice.fact.delivery')}
            orientation="horizontal"
            options={DELIVERIES.map((id) => ({ id, label: t.enum('InvoiceDelivery', id) }))}
            onChange={(next) => onChange(next as InvoiceDelivery)}
          />
        )}
      </FormField>
      {paper ? (
        <>
          <FormField control={control} name="carrier">
            {(field) => <TextField {...field} label={t('ui.invoice.fact.carrier')} isRequired />}
          </FormField>
          <FormField control={control} name="trackingNumber">
            {(field) => (
              <TextField {...field} label={t('ui.invoice.fact.trackingNumber')} isRequired />
            )}
          </FormField>
        </>
      ) : (
        <FormField control={control} name="mailbox">
          {(field) => (
            <TextField {...field} type="email" label={t('ui.invoice.fact.mailbox')} isRequired />
          )}
        </FormField>
      )}
    </FormDialog>
  );
}
