import { useQuery } from 'urql';
import { TaskGate } from '../../../domain/TaskGate.tsx';
import { graphql } from '../../../gql/gql.ts';
import { DemandActions } from './DemandActions.tsx';

const Task = graphql(`
  query DemandTask($id: ID!) { customerDemand(by: { id: $id }) { id ...DemandActions_demand } }
`);

/** The steps of a demand, on a task. */
export function DemandTask({ id }: { id: string }) {
  const [result, reload] = useQuery({ query: Task, variables: { id } });
  return (
    <TaskGate result={result} of={result.data?.customerDemand} retry={reload}>
      {(object) => <DemandActions demand={object} />}
    </TaskGate>
  );
}
