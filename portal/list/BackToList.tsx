import { type MessageId, useText } from '../lib/i18n.tsx';
import { useStore } from '../lib/store.ts';
import { RouteLink } from '../shell/links.ts';
import { lastSearch } from './search.ts';

/** Link from a record to its list, with the list's last filters. The list's path identifies it. */
export function BackToList({ name, label }: { name: string; label: MessageId }) {
  const t = useText();
  const search = useStore(lastSearch(name));
  const path: string = `/${name}`;
  return (
    <RouteLink to={path} search={search}>
      {t(label)}
    </RouteLink>
  );
}
