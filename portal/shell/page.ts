import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import type { Client } from '@urql/core';
import type { ComponentType } from 'react';
import { loadPart } from '../lib/connection.ts';
import { loadLateTexts } from '../lib/i18n.tsx';
import { askAhead, type Opening, type Prefetch } from '../lib/prefetch.ts';
import { currentSession } from '../lib/session.ts';

/** Context of the router. */
export interface Context {
  client: Client;
}

interface Entry {
  location: { pathname: string; search: object };
  context: Context;
  route: { fullPath: string };
}

const ID = /\b[a-z]+_[0-9a-f-]{36}\b/;

/**
 * The parts of a page's route: `...page(() => import('./CustomersPage.tsx'), 'CustomersPage')`. The page is loaded when
 * its route is first shown, or when a link to it is pointed at or focused; then its first queries are asked. An early
 * page is drawn without the late texts.
 */
export function page<K extends string>(
  load: () => Promise<Record<K, ComponentType> & { prefetch?: Prefetch }>,
  name: K,
  { early = false } = {},
) {
  const loadAll = async () => (await Promise.all([load(), early || loadLateTexts()]))[0];
  return {
    component: lazyRouteComponent(
      // On a failed chunk the router reloads the portal, which would fail without a server.
      () => loadPart(loadAll as () => Promise<Record<string, ComponentType>>),
      name,
    ) as RouteComponent,
    async loader({ location, context: { client }, route }: Entry): Promise<void> {
      const [id = ''] = ID.exec(location.pathname) ?? [];
      const session = currentSession();
      // The component reports a failure of its code.
      const { prefetch } = await load().catch(() => ({ prefetch: undefined }));
      if (!prefetch || !session || (!id && route.fullPath.includes('$id'))) return;
      const search = location.search as Opening['search'];
      void askAhead(client, prefetch({ id, search, session }));
    },
  };
}
