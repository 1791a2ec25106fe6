import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent, preload } from '../../lib/lazy.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { Card } from '../../ui/layout/Card.tsx';

const VerifyForm = lazyComponent(() => import('./VerifyForm.tsx'), 'VerifyForm');

/** The check of one day of the organization's chain, behind a button, because few readers need it. */
export function VerifyDay() {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <Card
      title={t('ui.audit.verify')}
      note={t('ui.audit.verifyNote')}
      actions={
        !isOpen && (
          <Button
            size="sm"
            icon={ShieldCheck}
            onHoverStart={() => preload(VerifyForm)}
            onPress={() => setOpen(true)}
          >
            {t('ui.audit.verifyDay')}
          </Button>
        )
      }
    >
      {isOpen ? <VerifyForm /> : undefined}
    </Card>
  );
}
