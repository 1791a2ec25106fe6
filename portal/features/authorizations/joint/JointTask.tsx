import { useQuery } from 'urql';
import { TaskGate } from '../../../domain/TaskGate.tsx';
import { graphql } from '../../../gql/gql.ts';
import { JointActions } from './JointActions.tsx';

const Task = graphql(`
  query JointTask($id: ID!) { jointSalesAuthorization(by: { id: $id }) { id ...JointActions_authorization } }
`);

/** The steps of a joint-sales authorization, on a task. */
export function JointTask({ id }: { id: string }) {
  const [result, reload] = useQuery({ query: Task, variables: { id } });
  return (
    <TaskGate result={result} of={result.data?.jointSalesAuthorization} retry={reload}>
      {(object) => <JointActions authorization={object} />}
    </TaskGate>
  );
}
