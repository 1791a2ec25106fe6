import { useNavigate } from '@tanstack/react-router';
import { Receipt } from 'lucide-react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { BackToList } from '../../../list/BackToList.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Columns } from '../../../ui/layout/Page.tsx';
import { PageHead } from '../../../ui/layout/PageHead.tsx';
import { InvoiceClock } from '../InvoiceClock.tsx';
import { Purchaser } from '../Purchaser.tsx';
import { ListFacts } from './ListFacts.tsx';
import { RegistrationFields } from './RegistrationFields.tsx';
import { useRegistration } from './useRegistration.ts';

const Invoice = graphql(`
  fragment RegisterForm_invoice on Invoice {
    id paymentRequestNumber
    bill { id number period }
    purchaser { title ...Purchaser_purchaser }
    ...InvoiceClock_invoice
    ...ListFacts_invoice
    ...RegistrationFields_invoice
    ...UseRegistration_invoice
  }
`);

/** The registration of one invoice, beside its lines and the purchaser. */
export function RegisterForm({ invoice }: { invoice: FragmentType<typeof Invoice> }) {
  const t = useText();
  const i = readFragment(Invoice, invoice);
  const navigate = useNavigate();
  const leave = () => void navigate({ to: '/invoices/$id', params: { id: i.id } });
  const registration = useRegistration(i, leave);
  const { blocked, isSubmitting, submit, close, question, label, title } = registration;
  return (
    <>
      <PageHead
        title={title}
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
              disabledReason={blocked}
              onPress={submit}
            >
              {label}
            </Button>
          </>
        }
      />
      <Columns
        aside={
          <>
            <ListFacts invoice={i} />
            {i.purchaser && <Purchaser purchaser={i.purchaser} />}
          </>
        }
      >
        <RegistrationFields registration={registration} invoice={i} />
      </Columns>
      {question}
    </>
  );
}
