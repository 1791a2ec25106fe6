import { Cloud, Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { setLanguage, useLanguage, useText } from '../../lib/i18n.tsx';
import { QuietButton } from '../../shell/QuietButton.tsx';
import { ThemeMenu } from '../../shell/ThemeMenu.tsx';
import { Icon } from '../../ui/Icon.tsx';
import styles from './BuyerFrame.module.css';

/** The frame around a customer's page: mark, language, theme and one readable column. */
export function BuyerFrame({ children }: { children: ReactNode }) {
  const t = useText();
  const language = useLanguage();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <span className={styles.mark}>
          <Icon of={Cloud} />
        </span>
        <strong className={styles.product}>{t('ui.product.BUYER')}</strong>
        <span className="grow" />
        <QuietButton
          icon={Languages}
          label={t('ui.shell.switchLanguage')}
          onPress={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {language === 'zh' ? 'EN' : '中文'}
        </QuietButton>
        <ThemeMenu />
      </header>
      <main className={styles.main}>{children}</main>
    </div>
  );
}
