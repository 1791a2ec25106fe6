import { FileText } from 'lucide-react';
import { StateBadge, type StateBadgeProps } from '../../domain/StateBadge.tsx';
import { useText } from '../../lib/i18n.tsx';
import { useRecent } from '../../lib/recent.ts';
import { useSession } from '../../lib/session.ts';
import { navFor } from '../../shell/feature.ts';
import { useFeatures } from '../../shell/features.ts';
import { useObjectPath } from '../../shell/objects.ts';
import type { PaletteGroup } from '../../ui/overlays/CommandPalette.tsx';
import type { Choice } from './choice.ts';
import type { Hit } from './useHits.ts';

type Shown = Omit<Hit, '__typename'>;

/** Enums whose name differs from the type's. */
const STATE_TYPES: Record<string, StateBadgeProps['type']> = { Product: 'SaleStatus' };
const stateType = (type: string) =>
  (STATE_TYPES[type] ?? `${type}Status`) as StateBadgeProps['type'];

/** Number and notes of a hit, without words that the title contains. */
const notesOf = ({ title, code, note }: Shown): string =>
  [code, ...(note?.split(' · ') ?? [])].filter((word) => word && !title.includes(word)).join(' · ');

/**
 * Hits in groups named like the navigation entry of their page. Without a search text: the recently
 * opened objects.
 */
export function useFoundGroups(hits: readonly Shown[] | null): PaletteGroup<Choice>[] {
  const t = useText();
  const session = useSession();
  const recent = useRecent(session.member.id);
  const pathOf = useObjectPath();
  const nav = navFor(
    useFeatures().flatMap((feature) => feature.nav ?? []),
    session,
  );
  const placeOf = (path: string) =>
    nav.findLast(({ to }) => to !== '/' && path.startsWith(to)) ?? null;
  const entryOf = (hit: Shown, path: string) => ({
    id: hit.id,
    icon: placeOf(path)?.icon ?? FileText,
    title: hit.title,
    note: notesOf(hit),
    end: hit.state && <StateBadge type={stateType(hit.type)} value={hit.state} />,
    of: { hit },
  });

  const shown = (hits ?? recent.map((object) => ({ ...object, code: null, state: null }))).flatMap(
    (hit) => {
      const path = pathOf(hit.type, hit.id);
      return path ? [{ path, entry: entryOf(hit, path) }] : [];
    },
  );
  if (!hits)
    return shown.length > 0
      ? [{ id: 'recent', label: t('ui.palette.recent'), entries: shown.map(({ entry }) => entry) }]
      : [];
  const groups = new Map<string, PaletteGroup<Choice>>();
  for (const { path, entry } of shown) {
    const place = placeOf(path);
    const id = place?.to ?? 'other';
    const before = groups.get(id)?.entries ?? [];
    const label = place ? t(place.labelId) : t('ui.palette.other');
    groups.set(id, { id, label, entries: [...before, entry] });
  }
  return [...groups.values()];
}
