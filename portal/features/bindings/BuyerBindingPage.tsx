import { getRouteApi } from '@tanstack/react-router';
import { CircleCheck, Link2Off, LogIn, type LucideIcon, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useText } from '../../lib/i18n.tsx';
import { useTitle } from '../../shell/title.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Loading, Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Buyer.module.css';
import { BuyerBinding } from './BuyerBinding.tsx';
import { BuyerFrame } from './BuyerFrame.tsx';
import { type BuyerLink, useBuyerLink } from './useBuyerLink.ts';

const route = getRouteApi('/buyer/bindings/$token');

/** Where the mails of a binding lead its customer: opens the link's session, then shows the matter. */
export function BuyerBindingPage() {
  const t = useText();
  const { token } = route.useParams();
  const { link, open } = useBuyerLink(token);
  useTitle(t('ui.buyer.title'));
  return (
    <BuyerFrame>
      {link.step === 'open' ? <BuyerBinding /> : <LinkStep link={link} onOpen={open} />}
    </BuyerFrame>
  );
}

function LinkStep({ link, onOpen }: { link: BuyerLink; onOpen: () => void }) {
  const t = useText();
  if (link.step === 'opening')
    return (
      <Card>
        <Loading label={t('ui.loading')}>
          <Skeleton lines={6} height={16} />
        </Loading>
      </Card>
    );
  if (link.step === 'ask')
    return (
      <Notice
        icon={LogIn}
        title={t('ui.buyer.ask.title', { name: link.name })}
        text={t('ui.buyer.ask.text')}
        action={
          <Button variant="primary" onPress={onOpen}>
            {t('ui.buyer.ask.open')}
          </Button>
        }
      />
    );
  if (link.step === 'dead')
    return (
      <Notice
        icon={link.state === 'USED' ? CircleCheck : Link2Off}
        title={t(`ui.buyer.dead.${link.state}.title`)}
        text={t.maybe(
          `ui.buyer.dead.${link.state}.${link.purpose}`,
          undefined,
          t(`ui.buyer.dead.${link.state}.text`),
        )}
      />
    );
  return (
    <Notice
      icon={WifiOff}
      title={t('ui.failure.offline.title')}
      text={t('ui.failure.offline.text')}
      action={<Button onPress={onOpen}>{t('ui.retry')}</Button>}
    />
  );
}

interface NoticeProps {
  icon: LucideIcon;
  title: string;
  text: string;
  action?: ReactNode;
}

function Notice({ icon, title, text, action }: NoticeProps) {
  return (
    <Card>
      <div className={styles.notice}>
        <span className={styles.disc}>
          <Icon of={icon} size={20} />
        </span>
        <h1 className={styles.title}>{title}</h1>
        <p className="muted">{text}</p>
        {action}
      </div>
    </Card>
  );
}
