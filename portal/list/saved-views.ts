import { useMemo } from 'react';
import { createRequest, useQuery } from 'urql';
import { graphql } from '../gql/gql.ts';
import type { SavedViewsQuery } from '../gql/graphql.ts';
import { askAgain } from '../lib/prefetch.ts';
import type { ViewState } from './useListState.ts';

export const Views = graphql(`
  query SavedViews($list: String!) {
    savedViews(first: 100, filter: { list: [$list] }) {
      nodes { id version name isShared isDefault isEditable parameters { name value } }
    }
  }
`);

/** A named view of a person or the team. */
export type SavedView = SavedViewsQuery['savedViews']['nodes'][number];

/** Settings of the view, as URL parameters. */
export const savedState = ({ parameters }: Pick<SavedView, 'parameters'>): ViewState =>
  Object.fromEntries(parameters.map(({ name, value }) => [name, value]));

/** Saved views of the viewer and of the team; undefined while loading. */
export function useSavedViews(list: string): {
  views: readonly SavedView[] | undefined;
  reload: () => void;
} {
  const [{ data, error }, again] = useQuery({ query: Views, variables: { list } });
  return useMemo(
    () => ({
      // A list works without saved views.
      views: data?.savedViews.nodes ?? (error ? [] : undefined),
      reload: () => {
        askAgain(createRequest(Views, { list }));
        again({ requestPolicy: 'network-only' });
      },
    }),
    [data, error, again, list],
  );
}
