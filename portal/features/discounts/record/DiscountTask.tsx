import { useQuery } from 'urql';
import { TaskGate } from '../../../domain/TaskGate.tsx';
import { graphql } from '../../../gql/gql.ts';
import { DiscountActions } from './DiscountActions.tsx';

const Task = graphql(`
  query DiscountTask($id: ID!) { exclusiveDiscount(by: { id: $id }) { id ...DiscountActions_discount } }
`);

/** The partner's steps on a discount, on a task. */
export function DiscountTask({ id }: { id: string }) {
  const [result, reload] = useQuery({ query: Task, variables: { id } });
  return (
    <TaskGate result={result} of={result.data?.exclusiveDiscount} retry={reload}>
      {(object) => <DiscountActions discount={object} />}
    </TaskGate>
  );
}
