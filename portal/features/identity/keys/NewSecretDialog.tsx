import { useState } from 'react';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { CopyField } from '../../../ui/fields/CopyField.tsx';
import { Dialog } from '../../../ui/overlays/Dialog.tsx';

/** A secret that is shown once; the dialog closes only when the person confirms that it is stored. */
export function NewSecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useText();
  const [kept, setKept] = useState(false);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t('ui.key.secretTitle')}
      closeLabel={t('ui.close')}
      isDismissable={false}
      footer={
        <Button variant="primary" isDisabled={!kept} onPress={onClose}>
          {t('ui.done')}
        </Button>
      }
    >
      <div className="stack">
        <Banner tone="waiting">{t('ui.key.secretText')}</Banner>
        <CopyField
          label={t('ui.key.secret')}
          value={secret}
          copyLabel={t('ui.copy')}
          copiedLabel={t('ui.copied')}
        />
        <Checkbox isSelected={kept} onChange={setKept}>
          {t('ui.key.kept')}
        </Checkbox>
      </div>
    </Dialog>
  );
}
