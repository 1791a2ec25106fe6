import { useState } from 'react';
import { taskSteps } from '../../domain/task-steps.tsx';
import { graphql } from '../../gql/gql.ts';
import { lazyComponent } from '../../lib/lazy.tsx';
import { InvoiceActions } from './InvoiceActions.tsx';

const RegisterDialog = lazyComponent(
  () => import('./document/RegisterDialog.tsx'),
  'RegisterDialog',
);

const Task = graphql(`
  query InvoiceTask($id: ID!) {
    invoice(by: { id: $id }) { id ...InvoiceActions_invoice ...RegisterDialog_invoice }
  }
`);

/** The steps of an invoice, on a task. */
export const InvoiceTask = taskSteps(
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
