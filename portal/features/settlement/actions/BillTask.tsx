import { useQuery } from 'urql';
import { TaskGate } from '../../../domain/TaskGate.tsx';
import { graphql } from '../../../gql/gql.ts';
import { BillActions } from './BillActions.tsx';

const Task = graphql(`
  query BillTask($id: ID!) { settlementBill(by: { id: $id }) { id ...BillActions_bill } }
`);

/** The operator's steps on a bill, on a task. */
export function BillTask({ id }: { id: string }) {
  const [result, reload] = useQuery({ query: Task, variables: { id } });
  return (
    <TaskGate result={result} of={result.data?.settlementBill} retry={reload}>
      {(object) => <BillActions bill={object} />}
    </TaskGate>
  );
}
