import { defineList } from '../../lib/url-state.ts';

/** What the URL of the binding list may hold. */
export const bindingList = defineList({
  filters: { status: 'list', type: 'list' },
  sorts: ['CREATED'],
});

/** States in which a binding waits for somebody; the page opens with them. */
export const WAITING = ['CHANGE_PENDING', 'UNBIND_PENDING', 'REPORTED', 'INVITED'] as const;
