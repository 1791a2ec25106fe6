import { useText } from '../../lib/i18n.tsx';
import { lazyComponent } from '../../lib/lazy.tsx';
import { RouteButton } from '../../shell/links.ts';
import { useTitle } from '../../shell/title.ts';
import { Page } from '../../ui/layout/Page.tsx';
import { PageHead } from '../../ui/layout/PageHead.tsx';

/** The editor has a megabyte, so only this page loads it. */
const Editor = lazyComponent(() => import('./Editor.tsx'), 'Editor');

export function ExplorerPage() {
  const t = useText();
  useTitle(t('ui.nav.explorer'));
  return (
    <Page>
      <PageHead
        title={t('ui.nav.explorer')}
        meta={t('ui.explorer.lead')}
        actions={
          <>
            <RouteButton to="/developers/guide">{t('ui.nav.api')}</RouteButton>
            <RouteButton to="/developers/keys">{t('ui.nav.keys')}</RouteButton>
          </>
        }
      />
      <Editor />
    </Page>
  );
}
