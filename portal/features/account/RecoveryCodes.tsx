import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { Checkbox } from '../../ui/fields/Checkbox.tsx';
import styles from './RecoveryCodes.module.css';

/** The recovery codes, which are shown only once, with a checkbox to confirm that they are stored. */
export function RecoveryCodes({
  codes,
  isKept,
  onKept,
}: {
  codes: readonly string[];
  isKept: boolean;
  onKept: (kept: boolean) => void;
}) {
  const t = useText();
  return (
    <div className="stack">
      <Banner tone="waiting">{t('ui.totp.codesText')}</Banner>
      <ol className={styles.codes} aria-label={t('ui.totp.codesTitle')}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Checkbox isSelected={isKept} onChange={onKept}>
        {t('ui.totp.codesKept')}
      </Checkbox>
    </div>
  );
}

export function CopyCodes({ codes }: { codes: readonly string[] }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(codes.join('\n'));
    setCopied(true);
  }
  return (
    <Button icon={copied ? Check : Copy} onPress={copy}>
      {t(copied ? 'ui.copied' : 'ui.totp.copyAll')}
    </Button>
  );
}
