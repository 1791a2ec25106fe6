import { useNavigate } from '@tanstack/react-router';
import { BadgeCheck, FileMinus, PackageCheck, Receipt, Send, Undo2 } from 'lucide-react';
import { StepButtons } from '../../domain/StepButtons.tsx';
import { useStep } from '../../domain/useStep.ts';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent } from '../../lib/lazy.tsx';
import { returnInvoice, verifyInvoice } from './InvoiceCommands.ts';

const RedLetterDialog = lazyComponent(
  () => import('./document/RedLetterDialog.tsx'),
  'RedLetterDialog',
);
const SendDialog = lazyComponent(() => import('./SendDialog.tsx'), 'SendDialog');
const SignForDialog = lazyComponent(() => import('./SignForDialog.tsx'), 'SignForDialog');

const Invoice = graphql(`
  fragment InvoiceActions_invoice on Invoice {
    id version number status
    gross { amount currency }
    partner { id name }
    ...ActionButtons_actionable
    registrations { id number returnedAt redLetter { id } }
    ...RedLetterDialog_invoice
    ...SendDialog_invoice
    ...SignForDialog_invoice
  }
`);

type Step = 'register' | 'registerRedLetter' | 'send' | 'signFor' | 'verify' | 'return';

export interface InvoiceActionsProps {
  invoice: FragmentType<typeof Invoice>;
  /** Opens the form of the registration; by default on its own page. */
  onRegister?: () => void;
}

export function InvoiceActions({ invoice, onRegister }: InvoiceActionsProps) {
  const t = useText();
  const format = useFormat();
  const i = readFragment(Invoice, invoice);
  const verify = useStep(verifyInvoice, t('ui.invoice.verifiedToast'));
  const sendBack = useStep(returnInvoice, t('ui.invoice.returnedToast'));
  const navigate = useNavigate();
  const register =
    onRegister ?? (() => void navigate({ to: '/invoices/$id/register', params: { id: i.id } }));
  const original = i.registrations.find((one) => one.returnedAt && !one.redLetter)?.number;
  const row = { id: i.id, version: i.version };
  const facts = {
    number: i.number ?? '',
    amount: format.money(i.gross),
    partner: i.partner.name,
  };
  const step = (name: Step) => ({ name, label: t(`ui.invoice.${name}`) });
  const redLetter = (close: () => void, then?: () => void) =>
    original && (
      <RedLetterDialog
        invoice={i}
        original={original}
        onClose={(done) => {
          close();
          if (done) then?.();
        }}
      />
    );
  return (
    <StepButtons
      actionable={i}
      steps={[
        {
          ...step('register'),
          icon: Receipt,
          // The document is sent next; a typing error is corrected before that.
          ...(i.status === 'ISSUED' ? { label: t('ui.invoice.correct') } : { variant: 'primary' }),
          // A returned document is canceled first; the new one follows at once.
          ...(original ? { dialog: (close) => redLetter(close, register) } : { onPress: register }),
        },
        ...(original ? [{ ...step('registerRedLetter'), icon: FileMinus, dialog: redLetter }] : []),
        {
          ...step('send'),
          icon: Send,
          variant: 'primary',
          dialog: (close) => <SendDialog invoice={i} onClose={close} />,
        },
        {
          ...step('signFor'),
          icon: PackageCheck,
          variant: 'primary',
          dialog: (close) => <SignForDialog invoice={i} onClose={close} />,
        },
        {
          ...step('return'),
          icon: Undo2,
          variant: 'danger',
          reason: {
            title: t('ui.invoice.returnTitle', facts),
            text: t('ui.invoice.returnText', facts),
            templates: [
              t('ui.invoice.reason.title'),
              t('ui.invoice.reason.damaged'),
              t('ui.invoice.reason.list'),
            ],
            run: (reason) => sendBack.submit({ ...row, reason }),
          },
        },
        {
          ...step('verify'),
          icon: BadgeCheck,
          variant: 'primary',
          confirm: {
            title: t('ui.invoice.verifyTitle', facts),
            text: t('ui.invoice.verifyText', facts),
            run: () => verify.run(row),
          },
        },
      ]}
    />
  );
}
