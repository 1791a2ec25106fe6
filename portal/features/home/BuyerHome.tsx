import { useQuery } from 'urql';
import { graphql } from '../../gql/gql.ts';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { HomeSkeleton } from './HomeSkeleton.tsx';
import { TaskList } from './tasks/TaskList.tsx';

const Home = graphql(`
  query BuyerHome { deadlines(first: 50, filter: { isMine: true }) { ...TaskList_connection } }
`);

/** The deadlines of a customer who opened a link. */
export function BuyerHome() {
  const [result, reload] = useQuery({ query: Home, requestPolicy: 'cache-and-network' });
  return (
    <QueryGate result={result} retry={reload} skeleton={<HomeSkeleton />}>
      {(data) => <TaskList connection={data.deadlines} />}
    </QueryGate>
  );
}
