import { createRoute } from '@tanstack/react-router';
import type { Feature } from '../../shell/feature.ts';
import { page } from '../../shell/page.ts';
import { appRoute } from '../../shell/root.tsx';
import { noteUpdates } from './updates.ts';

/** Target of a notification about a note: leads to the record of the note. */
export const noteRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/notes/$id',
  ...page(() => import('./NotePage.tsx'), 'NotePage'),
});

export const routes = [noteRoute] as const;

export const feature: Feature = {
  objects: { Note: (id) => `/notes/${id}` },
  updates: noteUpdates,
};
