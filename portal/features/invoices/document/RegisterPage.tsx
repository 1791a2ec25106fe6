import { getRouteApi } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { useMay } from '../../../lib/session.ts';
import { Forbidden } from '../../../shell/NotFound.tsx';
import { RecordGate } from '../../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../../shell/RecordSkeleton.tsx';
import { Page } from '../../../ui/layout/Page.tsx';
import { RegisterForm } from './RegisterForm.tsx';

const One = graphql(`
  query RegisterPage($id: ID!) {
    invoice(by: { id: $id }) { id status bill { id period } ...RegisterForm_invoice }
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];

const route = getRouteApi('/app/invoices/$id/register');

/** 登记发票: the file, its fields beside those of the bill, and the fields entered by hand. */
export function RegisterPage() {
  const t = useText();
  const may = useMay();
  const { id } = route.useParams();
  if (!may('invoiceRegister')) return <Forbidden mutation="invoiceRegister" />;
  return (
    <Page>
      <RecordGate
        prefix="ivc"
        query={One}
        variables={{ id }}
        of={(data) => data.invoice}
        title={({ status, bill: { period } }) =>
          t(status === 'ISSUED' ? 'ui.invoice.correctTitle' : 'ui.invoice.registerTitle', {
            period,
          })
        }
        skeleton={<RecordSkeleton />}
      >
        {(invoice) => <RegisterForm invoice={invoice} />}
      </RecordGate>
    </Page>
  );
}
