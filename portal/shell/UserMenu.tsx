import {
  BellRing,
  Compass,
  Keyboard,
  Languages,
  LogOut,
  Rows3,
  Sparkles,
  UserRound,
} from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { setLanguage, useLanguage, useText } from '../lib/i18n.tsx';
import { lazyComponent } from '../lib/lazy.tsx';
import { useSession } from '../lib/session.ts';
import { shortcutSheet } from '../lib/shortcuts.ts';
import { type Density, setLook, useLook } from '../lib/theme.ts';
import { cx } from '../ui/cx.ts';
import { Avatar } from '../ui/display/Avatar.tsx';
import { Menu, type MenuEntry } from '../ui/overlays/Menu.tsx';
import { leave } from './leave.ts';
import { THEMES, themeIcons } from './ThemeMenu.tsx';
import { LATEST } from './tour/news.ts';
import { markSeen, useSeen } from './tour/seen.ts';
import { tourOf } from './tour/steps.ts';
import styles from './UserMenu.module.css';

const TourDialog = lazyComponent(() => import('./tour/TourDialog.tsx'), 'TourDialog');
const NewsDialog = lazyComponent(() => import('./tour/NewsDialog.tsx'), 'NewsDialog');

const DENSITIES: readonly Density[] = ['compact', 'standard', 'comfortable'];

export function UserMenu() {
  const t = useText();
  const session = useSession();
  const { user, org, member, link } = session;
  const [opened, setOpened] = useState<'tour' | 'news' | null>(null);
  const isNew = useSeen(user.id).news !== LATEST && tourOf(session) !== null;
  const look = useLook();
  const other = useLanguage() === 'zh' ? 'en' : 'zh';
  const next = DENSITIES[(DENSITIES.indexOf(look.density) + 1) % DENSITIES.length] ?? 'standard';
  const items: MenuEntry[] = [
    {
      id: 'who',
      icon: UserRound,
      label: user.name,
      description: `${t.enum('Role', member.role)} · ${org.name}`,
      // A buyer came by a link and has no account.
      ...(link ? { isDisabled: true } : { href: '/account' }),
    },
    ...(link
      ? []
      : [
          {
            id: 'notifications',
            icon: BellRing,
            label: t('ui.notifications.rules'),
            href: '/account/notifications',
          },
        ]),
    '-',
    {
      id: 'density',
      icon: Rows3,
      label: t('ui.density'),
      description: t(`ui.density.${look.density}`),
      onAction: () => setLook({ density: next }),
    },
    ...THEMES.filter((id) => id !== look.theme).map((id) => ({
      id,
      icon: themeIcons[id],
      label: t(`ui.theme.${id}`),
      onAction: () => setLook({ theme: id }),
    })),
    {
      id: 'language',
      icon: Languages,
      label: other === 'en' ? 'English' : '中文',
      onAction: () => void setLanguage(other),
    },
    {
      id: 'keys',
      icon: Keyboard,
      label: t('ui.shell.keys'),
      description: '?',
      onAction: () => shortcutSheet.set(true),
    },
    ...(tourOf(session)
      ? ([
          {
            id: 'tour',
            icon: Compass,
            label: t('ui.shell.tour'),
            description: t('ui.shell.tourNote'),
            onAction: () => setOpened('tour'),
          },
          {
            id: 'news',
            icon: Sparkles,
            label: t('ui.shell.news'),
            ...(isNew && { description: t('ui.shell.newsMark') }),
            onAction: () => {
              markSeen(user.id, { news: LATEST });
              setOpened('news');
            },
          },
        ] as const)
      : []),
    '-',
    { id: 'leave', icon: LogOut, label: t('ui.signOut'), onAction: () => void leave() },
  ];
  return (
    <>
      <Menu
        label={t('ui.shell.account')}
        items={items}
        trigger={
          <Button
            className={cx(styles.button, isNew && styles.news)}
            aria-label={t('ui.shell.accountOf', { name: user.name })}
          >
            <Avatar name={user.name} size="lg" />
          </Button>
        }
      />
      {opened === 'tour' && <TourDialog onClose={() => setOpened(null)} />}
      {opened === 'news' && <NewsDialog onClose={() => setOpened(null)} />}
    </>
  );
}
