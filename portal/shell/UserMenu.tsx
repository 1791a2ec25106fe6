import { BellRing, Keyboard, Languages, LogOut, Rows3, UserRound } from 'lucide-react';
import { Button } from 'react-aria-components';
import { setLanguage, useLanguage, useText } from '../lib/i18n.tsx';
import { useSession } from '../lib/session.ts';
import { shortcutSheet } from '../lib/shortcuts.ts';
import { type Density, setLook, useLook } from '../lib/theme.ts';
import { Avatar } from '../ui/display/Avatar.tsx';
import { Menu, type MenuEntry } from '../ui/overlays/Menu.tsx';
import { leave } from './leave.ts';
import { THEMES, themeIcons } from './ThemeMenu.tsx';
import styles from './UserMenu.module.css';

const DENSITIES: readonly Density[] = ['compact', 'standard', 'comfortable'];

export function UserMenu() {
  const t = useText();
  const { user, org, member, link } = useSession();
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
    '-',
    { id: 'leave', icon: LogOut, label: t('ui.signOut'), onAction: () => void leave() },
  ];
  return (
    <Menu
      label={t('ui.shell.account')}
      items={items}
      trigger={
        <Button className={styles.button} aria-label={t('ui.shell.accountOf', { name: user.name })}>
          <Avatar name={user.name} size="lg" />
        </Button>
      }
    />
  );
}
