import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { Receipt } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useForm } from 'react-hook-form';
import { useActions } from '../../../domain/ActionButtons.tsx';
import { FilesField } from '../../../domain/files/FilesField.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { useCommand } from '../../../lib/command.ts';
import { isoDay } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors, errorText } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { BackToList } from '../../../list/BackToList.tsx';
import { FormProblems } from '../../../shell/FormProblems.tsx';
import { useDiscardGuard } from '../../../shell/LeaveGuard.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Columns } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { InvoiceClock } from '../InvoiceClock.tsx';
import { registerInvoice } from '../InvoiceCommands.ts';
import { Purchaser } from '../Purchaser.tsx';
import { ByHandFields } from './ByHandFields.tsx';
import { Comparison, FileProblems } from './Comparison.tsx';
import { ListFacts } from './ListFacts.tsx';
import { FROM_FILE, NAMES, type RegistrationValues, schema } from './registration.ts';
import { useInvoiceFile } from './useInvoiceFile.ts';

const Invoice = graphql(`
  fragment RegisterForm_invoice on Invoice {
    id version paymentRequestNumber
    bill { id number period }
    purchaser { title ...Purchaser_purchaser }
    ...ActionButtons_actionable
    ...InvoiceClock_invoice
    ...ByHandFields_invoice
    ...ListFacts_invoice
  }
`);

/** The form of one invoice. With a file, only the fields that it lacks are entered. */
export function RegisterForm({ invoice }: { invoice: FragmentType<typeof Invoice> }) {
  const t = useText();
  const i = readFragment(Invoice, invoice);
  const navigate = useNavigate();
  const action = useActions(i)('register');
  const { run } = useCommand(registerInvoice);
  const fields = useRef<HTMLFormElement>(null);
  const today = isoDay(serverNow());
  const form = useForm<RegistrationValues>({
    mode: 'onTouched',
    resolver: zodResolver(schema),
    defaultValues: {
      attachmentIds: [],
      kind: 'VAT_SPECIAL',
      number: '',
      issuedOn: today,
      amount: '',
      vatRate: '',
      netAmount: '',
      taxAmount: '',
    },
  });
  const { isDirty, isSubmitting } = form.formState;
  const leave = () => void navigate({ to: '/invoices/$id', params: { id: i.id } } as never);
  const { close, question } = useDiscardGuard(() => isDirty && !isSubmitting, leave);
  const ids = form.watch('attachmentIds');
  const uploaded = ids.filter((id) => id.startsWith('att_'));
  const { file, given, isReading } = useInvoiceFile(i.id, uploaded);
  const byHand = NAMES.filter((name) => given(FROM_FILE[name]) === null);
  const differs = file?.fields.some(({ problem }) => problem) ?? false;
  // The form holds the file's values, so that its rules accept the fields that are not shown.
  useEffect(() => {
    if (!file) return;
    for (const { field, given: value } of file.fields) {
      const name = NAMES.find((one) => FROM_FILE[one] === field);
      if (name && value != null)
        form.setValue(name, value, { shouldValidate: form.formState.isSubmitted });
    }
  }, [file, form]);

  const submit = form.handleSubmit(async ({ attachmentIds, issuedOn, ...values }) => {
    const entered = { ...values, issuedOn: issuedOn ?? today };
    const payload = await run({
      id: i.id,
      version: i.version,
      attachmentIds,
      ...Object.fromEntries(byHand.map((name) => [name, entered[name]])),
    });
    if (!payload) return;
    if (payload.userErrors.length > 0) {
      applyUserErrors(form, payload.userErrors, t);
      return;
    }
    toast.show({ tone: 'good', title: t('ui.invoice.registeredToast') });
    leave();
  });
  const reason = action ? action.disabledReason : t('ui.invoice.notToRegister');
  return (
    <>
      <PageHead
        title={t('ui.invoice.registerTitle', { period: i.bill.period })}
        crumbsLabel={t('ui.crumbs')}
        crumbs={[
          <BackToList key="list" name="invoices" label="ui.nav.invoices" />,
          <RouteLink key="invoice" to="/invoices/$id" params={{ id: i.id }}>
            {i.paymentRequestNumber}
          </RouteLink>,
        ]}
        meta={
          <>
            <InvoiceClock invoice={i} />
            <span className="note">
              {t('ui.nav.bills')}{' '}
              <RouteLink to="/bills/$id" params={{ id: i.bill.id }}>
                {i.bill.number}
              </RouteLink>
            </span>
          </>
        }
        actions={
          <>
            <Button onPress={close}>{t('ui.cancel')}</Button>
            <Button
              variant="primary"
              icon={Receipt}
              isPending={isSubmitting}
              disabledReason={reason ?? (differs ? t('ui.invoice.file.blocked') : null)}
              onPress={() => void submit()}
            >
              {t('ui.invoice.register')}
            </Button>
          </>
        }
      />
      {file && differs && <FileProblems file={file} />}
      <FormProblems form={form} within={fields} />
      <Columns
        aside={
          <>
            <ListFacts invoice={i} />
            {i.purchaser && <Purchaser purchaser={i.purchaser} />}
          </>
        }
      >
        <form
          ref={fields}
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!isSubmitting && !reason && !differs) void submit();
          }}
        >
          <Card title={t('ui.invoice.files')}>
            <div className="stack">
              <FormField control={form.control} name="attachmentIds">
                {(field) => (
                  <FilesField
                    {...field}
                    label={t('ui.invoice.file.label')}
                    description={t('ui.invoice.file.help')}
                    accept={['.xml', '.ofd', '.pdf']}
                    max={5}
                  />
                )}
              </FormField>
              {isReading && (
                <p className="note" role="status">
                  {t('ui.invoice.file.reading')}
                </p>
              )}
              {file?.userErrors.map((problem) => (
                <Banner key={problem.code} tone="bad" live>
                  {errorText(problem, t)}
                </Banner>
              ))}
            </div>
          </Card>
          {file && file.fields.length > 0 && <Comparison file={file} />}
          {byHand.length > 0 && (
            <Card title={t('ui.invoice.file.byHand')} note={t('ui.invoice.file.byHandNote')}>
              <div className="stack">
                <ByHandFields control={form.control} invoice={i} names={byHand} today={today} />
              </div>
            </Card>
          )}
          {/* Lets Enter submit the form, whose button is in the head. */}
          <button type="submit" hidden />
        </form>
      </Columns>
      {question}
    </>
  );
}
