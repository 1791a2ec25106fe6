import { useState } from 'react';
import { task } from '../../domain/task.tsx';
import { graphql } from '../../gql/gql.ts';
import { later } from '../../lib/later.tsx';
import { InvoiceActions } from './InvoiceActions.tsx';

const RegisterDialog = later(() => import('./document/RegisterDialog.tsx'), 'RegisterDialog');

const Task = graphql(`
  query InvoiceTask($id: ID!) {
    invoice(by: { id: $id }) { id ...InvoiceActions_invoice ...RegisterDialog_invoice }
  }
`);

/** The steps of an invoice, on a task. */
export const InvoiceTask = task(
  Task,
  ({ invoice }) => invoice,
  ({ object }) => {
    const [isRegistering, setRegistering] = useState(false);
    return (
      <>
        <InvoiceActions invoice={object} onRegister={() => setRegistering(true)} />
        {isRegistering && <RegisterDialog invoice={object} onClose={() => setRegistering(false)} />}
      </>
    );
  },
);
