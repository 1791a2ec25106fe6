import { useQuery } from 'urql';
import { BindingActions } from '../../domain/binding/BindingActions.tsx';
import { TaskGate } from '../../domain/TaskGate.tsx';
import { graphql } from '../../gql/gql.ts';
import { sideOf, useSession } from '../../lib/session.ts';

const Task = graphql(`
  query BindingTask($id: ID!) { partnerBinding(by: { id: $id }) { id ...BindingActions_binding } }
`);

/** The steps of a binding, on a task. */
export function BindingTask({ id }: { id: string }) {
  const viewer = sideOf(useSession()) === 'OPERATOR' ? 'OPERATOR' : 'PARTNER';
  const [result, reload] = useQuery({ query: Task, variables: { id } });
  return (
    <TaskGate result={result} of={result.data?.partnerBinding} retry={reload}>
      {(object) => <BindingActions binding={object} viewer={viewer} size="sm" />}
    </TaskGate>
  );
}
