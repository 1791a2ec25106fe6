import { useText } from '../lib/i18n.tsx';
import { useMay } from '../lib/session.ts';
import { RouteLink } from '../shell/links.ts';
import type { Sibling } from './define.ts';
import styles from './List.module.css';

export function Siblings({ label, siblings }: { label: string; siblings: readonly Sibling[] }) {
  const t = useText();
  const isMine = useMay();
  const own = siblings.filter(({ may }) => !may || isMine(may));
  if (own.length < 2) return null;
  return (
    <nav aria-label={label} className={styles.siblings} data-noprint>
      {own.map(({ to, label }) => (
        <RouteLink
          key={to}
          to={to}
          variant="quiet"
          className={styles.sibling}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {t(label)}
        </RouteLink>
      ))}
    </nav>
  );
}
