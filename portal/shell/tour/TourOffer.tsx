import { useState } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent } from '../../lib/lazy.tsx';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/actions/Button.tsx';
import { Banner } from '../../ui/feedback/Banner.tsx';
import { markSeen, useSeen } from './seen.ts';
import { tourOf } from './steps.ts';

const TourDialog = lazyComponent(() => import('./TourDialog.tsx'), 'TourDialog');

/** Offers the tour to a person who has not seen it; the user menu starts it again. */
export function TourOffer() {
  const t = useText();
  const session = useSession();
  const { tour } = useSeen(session.user.id);
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <TourDialog onClose={() => setOpen(false)} />;
  if (tour || !tourOf(session)) return null;
  return (
    <Banner
      tone="info"
      action={
        <>
          <Button size="sm" onPress={() => setOpen(true)}>
            {t('ui.shell.tourStart')}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            onPress={() => markSeen(session.user.id, { tour: true })}
          >
            {t('ui.shell.tourDismiss')}
          </Button>
        </>
      }
    >
      {t('ui.shell.tourOffer')}
    </Banner>
  );
}
