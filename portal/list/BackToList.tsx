import { type MessageId, useText } from '../lib/i18n.tsx';
import { useStore } from '../lib/store.ts';
import { RouteLink } from '../shell/links.ts';
import { lastSearch } from './search.ts';

/** The way up from a record: its list as it was left, filters and all. A list is named as its path. */
export function BackToList({ name, label }: { name: string; label: MessageId }) {
  const t = useText();
  const search = useStore(lastSearch(name));
  return (
    <RouteLink to={`/${name}` as string} search={search as never}>
      {t(label)}
    </RouteLink>
  );
}
