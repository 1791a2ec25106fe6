import { Outlet, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { T, useText } from '../lib/i18n.tsx';
import { lazyComponent } from '../lib/lazy.tsx';
import { sideOf, useSession } from '../lib/session.ts';
import { shortcutSheet } from '../lib/shortcuts.ts';
import { useStore } from '../lib/store.ts';
import { ExpiryBanner } from './ExpiryBanner.tsx';
import { useFeatures } from './features.ts';
import styles from './Layout.module.css';
import { NotFound } from './NotFound.tsx';
import { OfflineBanner } from './OfflineBanner.tsx';
import { SideNav } from './SideNav.tsx';
import { TopBar } from './TopBar.tsx';
import { usePageKeys } from './usePageKeys.ts';

/** For windows without room for the navigation. */
const Drawer = lazyComponent(() => import('../ui/overlays/Drawer.tsx'), 'Drawer');
const ShortcutSheet = lazyComponent(() => import('./ShortcutSheet.tsx'), 'ShortcutSheet');

/**
 * Top bar, navigation and the page; "not found" if the page belongs to another console. Below 768
 * px the navigation is a drawer, below 1100 px a rail of icons.
 */
export function Layout({ children = <Outlet /> }: { children?: ReactNode }) {
  const t = useText();
  const { pathname } = useLocation();
  const entry = useFeatures()
    .flatMap(({ nav = [] }) => nav)
    .find(({ to }) => to === pathname);
  const side = sideOf(useSession());
  const isForeign = entry && !entry.for.sides.includes(side);
  // Null until first opened.
  const [navOpen, setNavOpen] = useState<boolean | null>(null);
  const hasSheet = useStore(shortcutSheet);
  usePageKeys();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);

  // On another page: close the drawer and scroll to the top, as after a full page load.
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    setNavOpen((open) => open && false);
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className={styles.layout}>
      <a className={styles.skip} href="#main">
        <T id="ui.shell.skip" />
      </a>
      <TopBar onMenu={() => setNavOpen(true)} />
      <div className={styles.nav} data-noprint>
        <SideNav />
      </div>
      <main
        id="main"
        ref={main}
        tabIndex={-1}
        className={styles.main}
        data-scroll-restoration-id="main"
      >
        <div className={styles.notices} data-noprint>
          <OfflineBanner />
          <ExpiryBanner />
        </div>
        {isForeign ? <NotFound /> : children}
      </main>
      {hasSheet && <ShortcutSheet />}
      {navOpen !== null && (
        <Drawer
          isOpen={navOpen}
          onOpenChange={setNavOpen}
          title={t('ui.shell.nav')}
          side="start"
          size="sm"
          closeLabel={t('ui.close')}
        >
          <SideNav inDrawer />
        </Drawer>
      )}
    </div>
  );
}
