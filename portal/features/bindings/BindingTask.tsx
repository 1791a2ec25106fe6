import { BindingActions } from '../../domain/binding/BindingActions.tsx';
import { taskSteps } from '../../domain/task-steps.tsx';
import { graphql } from '../../gql/gql.ts';
import { sideOf, useSession } from '../../lib/session.ts';

const Task = graphql(`
  query BindingTask($id: ID!) { partnerBinding(by: { id: $id }) { id ...BindingActions_binding } }
`);

/** The steps of a binding, on a task. */
export const BindingTask = taskSteps(
  Task,
  ({ partnerBinding }) => partnerBinding,
  ({ object }) => {
    const viewer = sideOf(useSession()) === 'OPERATOR' ? 'OPERATOR' : 'PARTNER';
    return <BindingActions binding={object} viewer={viewer} size="sm" />;
  },
);
