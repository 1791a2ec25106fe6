import { setLanguage, useLanguage, useText } from '../lib/i18n.tsx';
import { type Density, setLook, type Theme, useLook } from '../lib/theme.ts';
import { useTitle } from '../shell/title.ts';
import { Segmented } from '../ui/fields/Segmented.tsx';
import { PageHead } from '../ui/layout/PageHead.tsx';
import { Controls } from './Controls.tsx';
import { Feedback } from './Feedback.tsx';
import { Fields } from './Fields.tsx';
import styles from './GalleryPage.module.css';
import { Lists } from './Lists.tsx';
import { Overlays } from './Overlays.tsx';
import { Tokens } from './Tokens.tsx';

const PARTS = [
  {
    id: 'foundations',
    title: 'Foundations',
    lead: 'Every color, size and shape of the portal is one of these tokens.',
    of: Tokens,
  },
  {
    id: 'controls',
    title: 'Controls',
    lead: 'One primary button on a page. A disabled one says why; a state is color, icon and word.',
    of: Controls,
  },
  {
    id: 'fields',
    title: 'Fields',
    lead: 'The label stands above, help and error below, in the same place; figures stand at the right.',
    of: Fields,
  },
  {
    id: 'feedback',
    title: 'Feedback',
    lead: 'Where something stands, what happened to it, and what to do when there is nothing or it failed.',
    of: Feedback,
  },
  {
    id: 'lists',
    title: 'Lists',
    lead: 'Filters, selection, rows and pages. Rows become cards when their container is narrow.',
    of: Lists,
  },
  {
    id: 'overlays',
    title: 'Overlays',
    lead: 'Focus stays inside and returns to what opened them; Escape closes them.',
    of: Overlays,
  },
];

/** The design system: tokens and components in every state. */
export function GalleryPage() {
  const t = useText();
  const look = useLook();
  const language = useLanguage();
  useTitle('Gallery');
  return (
    <main className={styles.page}>
      <nav className={styles.nav} aria-label="Gallery">
        {PARTS.map(({ id, title }) => (
          <a key={id} href={`#${id}`}>
            {title}
          </a>
        ))}
      </nav>
      <div className={styles.content}>
        <PageHead
          title="Gallery"
          meta="The parts that the portal is made of"
          actions={
            <>
              <Segmented
                label={t('ui.theme')}
                options={(['system', 'light', 'dark'] as const).map((id) => ({
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
        {PARTS.map(({ id, title, lead, of: Part }) => (
          <section key={id} id={id} className={styles.part} aria-label={title}>
            <header>
              <h2 className={styles.title}>{title}</h2>
              <p className="muted">{lead}</p>
            </header>
            <Part />
          </section>
        ))}
      </div>
    </main>
  );
}
