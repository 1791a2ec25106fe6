import { useState } from 'react';
import { useQuery } from 'urql';
import { TaskGate } from '../../domain/TaskGate.tsx';
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
export function InvoiceTask({ id }: { id: string }) {
  const [result, reload] = useQuery({ query: Task, variables: { id } });
  const [isRegistering, setRegistering] = useState(false);
  return (
    <TaskGate result={result} of={result.data?.invoice} retry={reload}>
      {(object) => (
        <>
          <InvoiceActions invoice={object} onRegister={() => setRegistering(true)} />
          {isRegistering && (
            <RegisterDialog invoice={object} onClose={() => setRegistering(false)} />
          )}
        </>
      )}
    </TaskGate>
  );
}
