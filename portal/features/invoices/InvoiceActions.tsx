import { useNavigate } from '@tanstack/react-router';
import { BadgeCheck, FileMinus, PackageCheck, Receipt, Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { ActionButtons } from '../../domain/ActionButtons.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { errorText } from '../../lib/form.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { later } from '../../lib/later.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import { ConfirmDialog } from '../../ui/overlays/ConfirmDialog.tsx';
import { returnInvoice, verifyInvoice } from './InvoiceCommands.ts';

const ReasonDialog = later(() => import('../../domain/ReasonDialog.tsx'), 'ReasonDialog');
const RedLetterDialog = later(() => import('./document/RedLetterDialog.tsx'), 'RedLetterDialog');
const SendDialog = later(() => import('./SendDialog.tsx'), 'SendDialog');
const SignForDialog = later(() => import('./SignForDialog.tsx'), 'SignForDialog');

const Invoice = graphql(`
  fragment InvoiceActions_invoice on Invoice {
    id version number
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
  const [asking, setAsking] = useState<Step | null>(null);
  const verify = useCommand(verifyInvoice);
  const sendBack = useCommand(returnInvoice);
  const close = () => setAsking(null);
  const navigate = useNavigate();
  const register =
    onRegister ??
    (() => void navigate({ to: '/invoices/$id/register', params: { id: i.id } } as never));
  const original = i.registrations.find((one) => one.returnedAt && !one.redLetter)?.number;
  const button = (name: Step) => ({
    name,
    label: t(`ui.invoice.${name}`),
    onPress: () => setAsking(name),
  });

  async function confirm() {
    const payload = await verify.run({ id: i.id, version: i.version });
    const [problem] = payload?.userErrors ?? [];
    if (problem) toast.show({ tone: 'bad', title: errorText(problem, t) });
    else if (payload) toast.show({ tone: 'good', title: t('ui.invoice.verifiedToast') });
  }
  return (
    <>
      <ActionButtons
        actionable={i}
        buttons={[
          {
            ...button('register'),
            icon: Receipt,
            variant: 'primary',
            // A returned document is canceled first.
            onPress: original ? () => setAsking('register') : register,
          },
          ...(original ? [{ ...button('registerRedLetter'), icon: FileMinus }] : []),
          { ...button('send'), icon: Send, variant: 'primary' },
          { ...button('signFor'), icon: PackageCheck, variant: 'primary' },
          { ...button('return'), icon: Undo2, variant: 'danger' },
          { ...button('verify'), icon: BadgeCheck, variant: 'primary' },
        ]}
      />
      {original && (asking === 'registerRedLetter' || asking === 'register') && (
        <RedLetterDialog
          invoice={i}
          original={original}
          // The new document follows at once, if it was asked for.
          onClose={(done) => {
            close();
            if (done && asking === 'register') register();
          }}
        />
      )}
      {asking === 'send' && <SendDialog invoice={i} onClose={close} />}
      {asking === 'signFor' && <SignForDialog invoice={i} onClose={close} />}
      <ConfirmDialog
        isOpen={asking === 'verify'}
        onOpenChange={close}
        title={t('ui.invoice.verifyTitle', { number: i.number ?? '' })}
        confirmLabel={t('ui.invoice.verify')}
        cancelLabel={t('ui.cancel')}
        onConfirm={confirm}
      >
        {t('ui.invoice.verifyText', { amount: format.money(i.gross), partner: i.partner.name })}
      </ConfirmDialog>
      {asking === 'return' && (
        <ReasonDialog
          title={t('ui.invoice.returnTitle', { number: i.number ?? '' })}
          lead={t('ui.invoice.returnText', { partner: i.partner.name })}
          label={t('ui.reason')}
          templates={[
            t('ui.invoice.reason.title'),
            t('ui.invoice.reason.damaged'),
            t('ui.invoice.reason.list'),
          ]}
          confirmLabel={t('ui.invoice.return')}
          onClose={close}
          onConfirm={async (reason) => {
            const payload = await sendBack.run({ id: i.id, version: i.version, reason });
            if (payload?.userErrors.length === 0)
              toast.show({ tone: 'good', title: t('ui.invoice.returnedToast') });
            return payload?.userErrors ?? null;
          }}
        />
      )}
    </>
  );
}
