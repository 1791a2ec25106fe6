import type { ReactNode } from 'react';
import { setLanguage, useLanguage, useText } from '../lib/i18n.tsx';
import { type Density, setLook, type Theme, useLook } from '../lib/theme.ts';
import { useTitle } from '../shell/title.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { Segmented } from '../ui/Segmented.tsx';
import { Controls } from './Controls.tsx';
import { Feedback } from './Feedback.tsx';
import { Fields } from './Fields.tsx';
import styles from './GalleryPage.module.css';
import { Lists } from './Lists.tsx';
import { Overlays } from './Overlays.tsx';

/** Every part in every state, under the theme, density and language chosen above it. */
export function GalleryPage() {
  const t = useText();
  const look = useLook();
  const language = useLanguage();
  useTitle('Gallery');
  return (
    <main className={styles.page}>
      <PageHead
        title="Gallery"
        actions={
          <>
            <Segmented
              label={t('ui.theme')}
              options={(['light', 'dark'] as const).map((id) => ({
                id,
                label: t(`ui.theme.${id}`),
              }))}
              value={look.theme}
              onChange={(id) => setLook({ theme: id as Theme })}
            />
            <Segmented
              label={t('ui.density')}
              options={(['compact', 'standard', 'comfortable'] as const).map((id) => ({
                id,
                label: t(`ui.density.${id}`),
              }))}
              value={look.density}
              onChange={(id) => setLook({ density: id as Density })}
            />
            <Segmented
              label="Language"
              options={[
                { id: 'zh', label: '中文' },
                { id: 'en', label: 'English' },
              ]}
              value={language}
              onChange={(id) => void setLanguage(id === 'en' ? 'en' : 'zh')}
            />
          </>
        }
      />
      <Controls />
      <Fields />
      <Feedback />
      <Lists />
      <Overlays />
    </main>
  );
}

/** One row of samples under a name. */
export function Sample({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.sample}>
      <span className="note">{name}</span>
      <div className={styles.row}>{children}</div>
    </div>
  );
}
