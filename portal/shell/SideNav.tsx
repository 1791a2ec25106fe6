import { Link } from '@tanstack/react-router';
import { useText } from '../lib/i18n.tsx';
import { useSession } from '../lib/session.ts';
import { useStore } from '../lib/store.ts';
import { cx } from '../ui/cx.ts';
import { Count } from '../ui/display/Badge.tsx';
import { Icon } from '../ui/display/Icon.tsx';
import { NAV_GROUPS, type NavEntry, navCounts, navFor } from './feature.ts';
import { useFeatures } from './features.ts';
import styles from './SideNav.module.css';

export function SideNav({ inDrawer }: { inDrawer?: boolean }) {
  const t = useText();
  const session = useSession();
  const entries = navFor(
    useFeatures().flatMap((feature) => feature.nav ?? []),
    session,
  );
  return (
    <nav className={cx(styles.nav, inDrawer && styles.drawer)} aria-label={t('ui.shell.nav')}>
      {NAV_GROUPS.map((group) => {
        const own = entries.filter((entry) => entry.group === group);
        if (own.length === 0) return null;
        return (
          <div key={group} className={styles.group}>
            {group !== 'home' && <h2 className={styles.heading}>{t(`ui.nav.group.${group}`)}</h2>}
            {own.map((entry) => (
              <NavItem key={entry.to} entry={entry} />
            ))}
          </div>
        );
      })}
    </nav>
  );
}

function NavItem({ entry }: { entry: NavEntry }) {
  const t = useText();
  const due = useStore(navCounts)[entry.to] ?? 0;
  const label = t(entry.labelId);
  return (
    <Link
      to={entry.to}
      className={styles.item}
      title={label}
      activeOptions={{ exact: entry.to === '/', includeSearch: false }}
    >
      <Icon of={entry.icon} />
      <span className={styles.label}>{label}</span>
      {due > 0 && (
        <span className={styles.due}>
          <Count due label={t('ui.shell.due', { count: due })}>
            {due}
          </Count>
        </span>
      )}
    </Link>
  );
}
