import { useQuery } from 'urql';
import { TaskGate } from '../../domain/TaskGate.tsx';
import { graphql } from '../../gql/gql.ts';
import { InvoiceActions } from './InvoiceActions.tsx';

const Task = graphql(`
  query InvoiceTask($id: ID!) { invoice(by: { id: $id }) { id ...InvoiceActions_invoice } }
`);

/** The steps of an invoice, on a task. */
export function InvoiceTask({ id }: { id: string }) {
  const [result, reload] = useQuery({ query: Task, variables: { id } });
  return (
    <TaskGate result={result} of={result.data?.invoice} retry={reload}>
      {(object) => <InvoiceActions invoice={object} />}
    </TaskGate>
  );
}
