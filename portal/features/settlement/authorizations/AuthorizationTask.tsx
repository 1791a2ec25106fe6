import { useQuery } from 'urql';
import { TaskGate } from '../../../domain/TaskGate.tsx';
import { graphql } from '../../../gql/gql.ts';
import { AuthorizationActions } from './AuthorizationActions.tsx';

const Task = graphql(`
  query AuthorizationTask($id: ID!) { paymentAuthorization(by: { id: $id }) { id ...AuthorizationActions_authorization } }
`);

/** The decision on a payment, on a task. */
export function AuthorizationTask({ id }: { id: string }) {
  const [result, reload] = useQuery({ query: Task, variables: { id } });
  return (
    <TaskGate result={result} of={result.data?.paymentAuthorization} retry={reload}>
      {(object) => <AuthorizationActions authorization={object} />}
    </TaskGate>
  );
}
