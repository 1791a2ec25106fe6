import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import styles from './RecoveryCodesDialog.module.css';

/** The recovery codes, which nobody can show again; it closes only once the person says that they are kept. */
export function RecoveryCodesDialog({
  codes,
  onClose,
}: {
  codes: readonly string[];
  onClose: () => void;
}) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  const [kept, setKept] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(codes.join('\n'));
    setCopied(true);
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      isDismissable={false}
      size="sm"
      title={t('ui.totp.codesTitle')}
      closeLabel={t('ui.close')}
      footer={
        <>
          <Button icon={copied ? Check : Copy} onPress={copy}>
            {t(copied ? 'ui.copied' : 'ui.totp.copyAll')}
          </Button>
          <Button variant="primary" isDisabled={!kept} onPress={onClose}>
            {t('ui.done')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <Banner tone="waiting">{t('ui.totp.codesText')}</Banner>
        <ol className={styles.codes} aria-label={t('ui.totp.codesTitle')}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <Checkbox isSelected={kept} onChange={setKept}>
          {t('ui.totp.codesKept')}
        </Checkbox>
      </div>
    </Dialog>
  );
}
