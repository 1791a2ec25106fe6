import { Cloud, Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { type MessageId, setLanguage, useLanguage, useText } from '../lib/i18n.tsx';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/display/Icon.tsx';
import styles from './PublicFrame.module.css';
import { QuietButton } from './QuietButton.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';

export interface PublicFrameProps {
  product?: MessageId;
  /** Layout class of the content; the default is one column. */
  className?: string;
  children: ReactNode;
}

/** The frame of public pages: logo, language and theme above the content. */
export function PublicFrame({
  product = 'ui.product.short',
  className = styles.column,
  children,
}: PublicFrameProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <span className={styles.mark}>
          <Icon of={Cloud} />
        </span>
        <strong className={styles.product}>{t(product)}</strong>
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
      <main className={cx(styles.main, className)}>{children}</main>
    </div>
  );
}
