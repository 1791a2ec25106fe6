import { createStore } from '../../lib/store.ts';
import { defineList, type ListSearch } from '../../lib/url-state.ts';

/** What the URL of the customer list may hold. */
export const customerList = defineList({
  filters: { status: 'list', type: 'list', manager: 'list', tag: 'list' },
  sorts: ['CREATED', 'NAME'],
});

/** The list as it was last seen, so that the way back from a customer leads to the same rows. */
export const lastList = createStore<ListSearch>({});
