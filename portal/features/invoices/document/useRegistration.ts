import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { useActions } from '../../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { UseRegistration_InvoiceFragment } from '../../../gql/graphql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { useCommand } from '../../../lib/command.ts';
import { isoDay } from '../../../lib/dates.ts';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useDiscardGuard } from '../../../shell/useDiscardGuard.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { registerInvoice } from '../InvoiceCommands.ts';
import {
  type EnteredName,
  FROM_FILE,
  NAMES,
  type RegistrationValues,
  schema,
} from './registration.ts';
import { useInvoiceFile } from './useInvoiceFile.ts';

const Invoice = graphql(`
  fragment UseRegistration_invoice on Invoice {
    id version status number issuedOn vatRate
    bill { id period }
    gross { amount currency }
    net { amount currency }
    tax { amount currency }
    registrations { id kind returnedAt }
    ...ActionButtons_actionable
  }
`);

/** The fields of a new document: empty, or those of the registered one, which only then may have a typing error. */
function valuesOf(i: UseRegistration_InvoiceFragment, today: string): RegistrationValues {
  const isRegistered = i.status === 'ISSUED';
  const registered = i.registrations.find(({ returnedAt }) => !returnedAt);
  const kept = (value: string | null | undefined) => (isRegistered && value) || '';
  return {
    attachmentIds: [],
    kind: registered?.kind ?? 'VAT_SPECIAL',
    number: kept(i.number),
    issuedOn: kept(i.issuedOn) || today,
    amount: kept(i.gross.amount),
    vatRate: kept(i.vatRate),
    netAmount: kept(i.net?.amount),
    taxAmount: kept(i.tax?.amount),
  };
}

/** The registration of one invoice as a form, with its file. `leave` is called afterwards, and on cancellation. */
export function useRegistration(invoice: FragmentType<typeof Invoice>, leave: () => void) {
  const t = useText();
  const i = readFragment(Invoice, invoice);
  const action = useActions(i)('register');
  const { run } = useCommand(registerInvoice);
  const today = isoDay(serverNow());
  const form = useForm<RegistrationValues>({
    mode: 'onTouched',
    resolver: zodResolver(schema),
    defaultValues: valuesOf(i, today),
  });
  const step = i.status === 'ISSUED' ? 'ui.invoice.correct' : 'ui.invoice.register';
  const { isDirty, isSubmitting } = form.formState;
  const { close, question } = useDiscardGuard(() => isDirty && !isSubmitting, leave);
  const ids = form.watch('attachmentIds');
  const uploaded = ids.filter((id) => id.startsWith('att_'));
  const { file, given, isReading } = useInvoiceFile(i.id, uploaded);
  const byHand = NAMES.filter((name) => given(FROM_FILE[name]) === null);
  const differs = file?.fields.some(({ problem }) => problem) ?? false;
  // The form holds the file's values, so that its rules accept the fields that are not shown; without the
  // file it holds again those that were typed.
  useEffect(() => {
    if (!file) return;
    const typed = form.getValues();
    const write = (name: EnteredName, value: RegistrationValues[EnteredName]) =>
      form.setValue(name, value, { shouldValidate: form.formState.isSubmitted });
    const names: EnteredName[] = [];
    for (const { field, given: value } of file.fields) {
      const name = NAMES.find((one) => FROM_FILE[one] === field);
      if (!name || value == null) continue;
      names.push(name);
      write(name, value);
    }
    return () => {
      for (const name of names) write(name, typed[name]);
    };
  }, [file, form]);
  const blocked =
    (action ? action.disabledReason : t('ui.invoice.notToRegister')) ??
    (differs ? t('ui.invoice.file.blocked') : null);

  const send = form.handleSubmit(async ({ attachmentIds, issuedOn, ...values }) => {
    const entered = { ...values, issuedOn: issuedOn ?? today };
    const payload = await run({
      id: i.id,
      version: i.version,
      attachmentIds,
      ...Object.fromEntries(byHand.map((name) => [name, entered[name]])),
    });
    if (!isAccepted(form, payload, t)) return;
    toast.show({ tone: 'good', title: t('ui.invoice.registeredToast') });
    leave();
  });
  return {
    form,
    today,
    label: t(step),
    title: t(`${step}Title`, { period: i.bill.period }),
    file,
    differs,
    isReading,
    /** Fields that no file brings. */
    byHand,
    isSubmitting,
    /** Why the invoice cannot be registered now. */
    blocked,
    submit: () => void (!isSubmitting && !blocked && send()),
    close,
    question,
  };
}
export type Registration = ReturnType<typeof useRegistration>;
