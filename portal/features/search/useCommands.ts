import { Building2, Languages, LogOut, Plus, UserRound } from 'lucide-react';
import { setLanguage, useLanguage, useText } from '../../lib/i18n.tsx';
import { useMay, useSession } from '../../lib/session.ts';
import { setLook, useLook } from '../../lib/theme.ts';
import { navFor } from '../../shell/feature.ts';
import { useFeatures } from '../../shell/features.ts';
import { leave } from '../../shell/leave.ts';
import { switchOrganization } from '../../shell/switch-organization.ts';
import { THEMES, themeIcons } from '../../shell/ThemeMenu.tsx';
import type { PaletteEntry, PaletteGroup } from '../../ui/overlays/CommandPalette.tsx';
import type { Choice } from './choice.ts';

/** Actions, pages and settings whose text matches; without a text all but the settings. */
export function useCommands(text: string): PaletteGroup<Choice>[] {
  const t = useText();
  const actions = useActions();
  const pages = usePages();
  const settings = useSettings();
  const wanted = text.toLowerCase();
  const group = (
    id: 'actions' | 'pages' | 'settings',
    entries: readonly PaletteEntry<Choice>[],
  ): PaletteGroup<Choice> => ({
    id,
    label: t(`ui.palette.${id}`),
    entries: entries.filter(({ title, note }) =>
      [title, note].some((words) => words?.toLowerCase().includes(wanted)),
    ),
  });
  const groups = [group('actions', actions), group('pages', pages)];
  if (wanted !== '') groups.push(group('settings', settings));
  return groups.filter(({ entries }) => entries.length > 0);
}

function useActions(): PaletteEntry<Choice>[] {
  const t = useText();
  const features = useFeatures();
  const may = useMay();
  return features
    .flatMap((feature) => feature.actions ?? [])
    .filter(({ mutation }) => may(mutation))
    .map((action) => ({
      id: action.mutation,
      icon: action.icon ?? Plus,
      title: t(action.label),
      of: { action },
    }));
}

function usePages(): PaletteEntry<Choice>[] {
  const t = useText();
  const session = useSession();
  const features = useFeatures();
  const entries = navFor(
    features.flatMap((feature) => feature.nav ?? []),
    session,
  ).map(({ to, icon, labelId }) => ({ id: to, icon, title: t(labelId), of: { path: to } }));
  if (session.link) return entries;
  const account = { id: '/account', icon: UserRound, title: t('ui.shell.account') };
  return [...entries, { ...account, of: { path: '/account' } }];
}

function useSettings(): PaletteEntry<Choice>[] {
  const t = useText();
  const { member, orgs } = useSession();
  const language = useLanguage();
  const { theme } = useLook();
  return [
    {
      id: 'language',
      icon: Languages,
      title: t('ui.shell.switchLanguage'),
      of: { run: () => void setLanguage(language === 'zh' ? 'en' : 'zh') },
    },
    ...THEMES.filter((id) => id !== theme).map((id) => ({
      id: `theme-${id}`,
      icon: themeIcons[id],
      title: t(`ui.theme.${id}`),
      note: t('ui.theme'),
      of: { run: () => setLook({ theme: id }) },
    })),
    ...orgs
      .filter(({ memberId }) => memberId !== member.id)
      .map(({ memberId, orgName }) => ({
        id: memberId,
        icon: Building2,
        title: orgName,
        note: t('ui.shell.switchOrg'),
        of: { run: () => void switchOrganization(memberId) },
      })),
    { id: 'leave', icon: LogOut, title: t('ui.signOut'), of: { run: () => void leave() } },
  ];
}
