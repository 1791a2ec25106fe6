import { getRouteApi, Navigate } from '@tanstack/react-router';
import { createRequest } from 'urql';
import { graphql } from '../../gql/gql.ts';
import type { Prefetch } from '../../lib/prefetch.ts';
import { NotFound } from '../../shell/NotFound.tsx';
import { useObjectPath } from '../../shell/objects.ts';
import { RecordGate } from '../../shell/RecordGate.tsx';
import { RecordSkeleton } from '../../shell/RecordSkeleton.tsx';

const One = graphql(`
  query NotePage($id: ID!) { note(by: { id: $id }) { id subjectType subject { id } } }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
const route = getRouteApi('/app/notes/$id');

/** Leads to the record of a note; "not found" once the viewer no longer sees it. */
export function NotePage() {
  const { id } = route.useParams();
  const pathOf = useObjectPath();
  return (
    <RecordGate
      prefix="not"
      query={One}
      variables={{ id }}
      of={(data) => data.note}
      skeleton={<RecordSkeleton />}
    >
      {({ subjectType, subject }) => {
        const path = subject && pathOf(subjectType, subject.id);
        return path ? <Navigate to={path} replace /> : <NotFound />;
      }}
    </RecordGate>
  );
}
