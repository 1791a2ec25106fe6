import { CopyValue } from '../../../domain/CopyValue.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { VERIFY } from './verify.ts';

/** How a receiver knows that a message is genuine, and where the attempts are. */
export function Webhooks() {
  const t = useText();
  return (
    <>
      <CopyValue label={t('ui.api.verify')} value={VERIFY} />
      <p>
        <RouteLink to="/developers/webhooks">{t('ui.nav.webhooks')}</RouteLink>
      </p>
    </>
  );
}
