import { Receipt } from 'lucide-react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';
import { ListFacts } from './ListFacts.tsx';
import { RegistrationFields } from './RegistrationFields.tsx';
import { useRegistration } from './useRegistration.ts';

const Invoice = graphql(`
  fragment RegisterDialog_invoice on Invoice {
    id paymentRequestNumber
    bill { id period }
    ...ListFacts_invoice
    ...RegistrationFields_invoice
    ...UseRegistration_invoice
  }
`);

export interface RegisterDialogProps {
  invoice: FragmentType<typeof Invoice>;
  onClose: () => void;
}

/** The registration of one invoice over the page that asks for it. */
export function RegisterDialog({ invoice, onClose }: RegisterDialogProps) {
  const t = useText();
  const i = readFragment(Invoice, invoice);
  const registration = useRegistration(i, onClose);
  const { blocked, isSubmitting, submit, close, question, label, title } = registration;
  return (
    <>
      <Dialog
        isOpen
        size="lg"
        onOpenChange={close}
        onSend={submit}
        title={title}
        description={i.paymentRequestNumber}
        closeLabel={t('ui.close')}
        footer={
          <>
            <Button onPress={close}>{t('ui.cancel')}</Button>
            <Button
              variant="primary"
              icon={Receipt}
              isPending={isSubmitting}
              disabledReason={blocked}
              onPress={submit}
            >
              {label}
            </Button>
          </>
        }
      >
        <div className="stack">
          <RegistrationFields registration={registration} invoice={i} />
          <ListFacts invoice={i} />
        </div>
      </Dialog>
      {question}
    </>
  );
}
