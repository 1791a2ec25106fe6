import { useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useText } from '../lib/i18n.tsx';
import { useSession } from '../lib/session.ts';
import { PanelSteps } from '../shell/PanelFrame.tsx';
import { useTitle } from '../shell/title.ts';
import { EmptyState } from '../ui/feedback/EmptyState.tsx';
import { Page } from '../ui/layout/Page.tsx';
import { PageHead } from '../ui/layout/PageHead.tsx';
import { SidePanel } from '../ui/overlays/SidePanel.tsx';
import type { List } from './define.ts';
import { ListView } from './ListView.tsx';
import { useNeighbours } from './Neighbours.tsx';
import { usePageActions } from './PageActions.tsx';
import { Siblings } from './Siblings.tsx';
import { type ListSearch, lastSearch } from './search.ts';
import { useListState } from './useListState.ts';
import { useViews } from './useViews.ts';

export { firstQueries } from './first-queries.ts';

export function ListPage({ list }: { list: List }) {
  const t = useText();
  const session = useSession();
  const views = useViews(list);
  const state = useListState(list, views.base);
  const actions = usePageActions(list.actions);
  const search = useSearch({ strict: false }) as ListSearch;
  useTitle(t(list.title));
  useEffect(() => lastSearch(list.name).set(search), [list, search]);
  const steps = useNeighbours({ list: list.name, id: state.open ?? '' });
  const { meta, panel: Panel } = list;
  const [emptyTitle, emptyText, emptyPassive = emptyText] = list.empty;
  const text = actions.primary ? emptyText : emptyPassive;
  const page = (
    <Page>
      <PageHead
        title={t(list.title)}
        meta={typeof meta === 'function' ? meta(session, t) : meta && t(meta)}
        actions={actions.buttons}
      />
      {list.siblings && <Siblings label={t(list.title)} siblings={list.siblings} />}
      <ListView
        list={list}
        state={state}
        views={views}
        empty={
          <EmptyState title={t(emptyTitle)} action={actions.primary}>
            {text && t(text)}
          </EmptyState>
        }
      />
      {actions.dialog}
    </Page>
  );
  if (!Panel) return page;
  return (
    <SidePanel
      panelLabel={t(Panel.label)}
      onClose={() => state.setOpen(null)}
      panel={
        state.open && (
          <PanelSteps value={steps}>
            <Panel.of id={state.open} onClose={() => state.setOpen(null)} />
          </PanelSteps>
        )
      }
    >
      {page}
    </SidePanel>
  );
}
