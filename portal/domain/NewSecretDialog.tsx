import { useState } from 'react';
import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { Banner } from '../ui/feedback/Banner.tsx';
import { Checkbox } from '../ui/fields/Checkbox.tsx';
import { Dialog } from '../ui/overlays/Dialog.tsx';
import { CopyValue } from './CopyValue.tsx';

export interface NewSecretDialogProps {
  title: string;
  text: string;
  label: string;
  secret: string;
  onClose: () => void;
}

/** A secret that is shown once; the dialog closes only when the person confirms that it is stored. */
export function NewSecretDialog({ title, text, label, secret, onClose }: NewSecretDialogProps) {
  const t = useText();
  const [kept, setKept] = useState(false);
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={title}
      closeLabel={t('ui.close')}
      isDismissable={false}
      footer={
        <Button variant="primary" isDisabled={!kept} onPress={onClose}>
          {t('ui.done')}
        </Button>
      }
    >
      <div className="stack">
        <Banner tone="waiting">{text}</Banner>
        <CopyValue label={label} value={secret} />
        <Checkbox isSelected={kept} onChange={setKept}>
          {t('ui.key.kept')}
        </Checkbox>
      </div>
    </Dialog>
  );
}
