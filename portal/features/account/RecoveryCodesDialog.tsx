import { useState } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { CopyCodes, RecoveryCodes } from './RecoveryCodes.tsx';

/** Dialog with the recovery codes; it closes only once the person confirms that they are stored. */
export function RecoveryCodesDialog({
  codes,
  onClose,
}: {
  codes: readonly string[];
  onClose: () => void;
}) {
  const t = useText();
  const [isKept, setKept] = useState(false);
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
          <CopyCodes codes={codes} />
          <Button variant="primary" isDisabled={!isKept} onPress={onClose}>
            {t('ui.done')}
          </Button>
        </>
      }
    >
      <RecoveryCodes codes={codes} isKept={isKept} onKept={setKept} />
    </Dialog>
  );
}
