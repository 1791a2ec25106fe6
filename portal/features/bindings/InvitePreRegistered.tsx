import { useQuery } from 'urql';
import { InviteBulkDialog } from '../../domain/binding/InviteBulkDialog.tsx';
import type { BulkDialogInput } from '../../domain/bulk/rows.ts';
import { graphql } from '../../gql/gql.ts';

const Customers = graphql(`
  query InvitePreRegistered($ids: [ID!]!) {
    partnerBindings(first: 100, filter: { ids: $ids }) { nodes { id customer { id } } }
  }
`);

/** Invites the customers of pre-registrations, given as bindings, all at once. */
export function InvitePreRegistered({ selection, ...dialog }: BulkDialogInput) {
  const [{ data }] = useQuery({
    query: Customers,
    variables: { ids: [...(selection.ids ?? [])] },
  });
  const ids = data?.partnerBindings.nodes.flatMap(({ customer }) => customer?.id ?? []);
  return (
    ids && <InviteBulkDialog {...dialog} selection={{ ...selection, ids, filter: undefined }} />
  );
}
