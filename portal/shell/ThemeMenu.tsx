import { Monitor, Moon, Sun } from 'lucide-react';
import { useText } from '../lib/i18n.tsx';
import { setLook, type Theme, useLook } from '../lib/theme.ts';
import { IconButton } from '../ui/actions/IconButton.tsx';
import { Menu } from '../ui/overlays/Menu.tsx';

export const themeIcons = { system: Monitor, light: Sun, dark: Moon } as const;
export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

export function ThemeMenu() {
  const t = useText();
  const { theme } = useLook();
  return (
    <Menu
      label={t('ui.theme')}
      items={THEMES.map((id) => ({
        id,
        icon: themeIcons[id],
        label: t(`ui.theme.${id}`),
        isSelected: id === theme,
        onAction: () => setLook({ theme: id }),
      }))}
      trigger={<IconButton icon={themeIcons[theme]} label={t('ui.theme')} />}
    />
  );
}
