import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { markSeen } from './seen.ts';
import { TOURS, tourOf } from './steps.ts';

/** Four steps through the pages that a role uses most. Each opens its page behind the dialog. */
export function TourDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const session = useSession();
  const navigate = useNavigate();
  const [at, setAt] = useState(0);
  const name = tourOf(session) ?? 'sales';
  const steps = TOURS[name];
  const step = (at + 1) as 1 | 2 | 3 | 4;
  const end = () => {
    markSeen(session.user.id, { tour: true });
    onClose();
  };
  const go = (next: number) => {
    setAt(next);
    void navigate({ to: steps[next] as string });
  };
  return (
    <Dialog
      isOpen
      size="sm"
      onOpenChange={end}
      title={t(`ui.tour.${name}.${step}.title`)}
      closeLabel={t('ui.close')}
      footer={
        <>
          {at > 0 && <Button onPress={() => go(at - 1)}>{t('ui.tour.back')}</Button>}
          {at < steps.length - 1 ? (
            <Button variant="primary" onPress={() => go(at + 1)}>
              {t('ui.tour.next')}
            </Button>
          ) : (
            <Button variant="primary" onPress={end}>
              {t('ui.tour.end')}
            </Button>
          )}
        </>
      }
    >
      <div className="stack" aria-live="polite">
        <p>{t(`ui.tour.${name}.${step}`)}</p>
        <p className="note">{t('ui.tour.step', { step, steps: steps.length })}</p>
      </div>
    </Dialog>
  );
}
