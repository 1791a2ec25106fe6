import { setLanguage, useLanguage, useText } from '../../lib/i18n.tsx';
import { type Density, setLook, type Theme, useLook } from '../../lib/theme.ts';
import { Segmented } from '../../ui/fields/Segmented.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import styles from './Preferences.module.css';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const DENSITIES: readonly Density[] = ['compact', 'standard', 'comfortable'];

/** Language, theme and density, stored on this device; each takes effect at once. */
export function Preferences() {
  const t = useText();
  const language = useLanguage();
  const { theme, density } = useLook();
  const rows = [
    {
      label: t('ui.language'),
      options: [
        { id: 'zh', label: '中文' },
        { id: 'en', label: 'English' },
      ],
      value: language,
      onChange: (id: string) => void setLanguage(id === 'en' ? 'en' : 'zh'),
    },
    {
      label: t('ui.theme'),
      options: THEMES.map((id) => ({ id, label: t(`ui.theme.${id}`) })),
      value: theme,
      onChange: (id: string) => setLook({ theme: id as Theme }),
    },
    {
      label: t('ui.density'),
      options: DENSITIES.map((id) => ({ id, label: t(`ui.density.${id}`) })),
      value: density,
      onChange: (id: string) => setLook({ density: id as Density }),
    },
  ];
  return (
    <Card title={t('ui.account.preferences')} note={t('ui.account.preferencesNote')}>
      <div className={styles.rows}>
        {rows.map((row) => (
          <div key={row.label} className={styles.row}>
            <span className="muted">{row.label}</span>
            <Segmented {...row} />
          </div>
        ))}
      </div>
    </Card>
  );
}
