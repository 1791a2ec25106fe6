import { CircleCheck, Hourglass, Link2Off, LogIn, type LucideIcon, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LinkState } from '../../lib/auth.ts';
import { useText } from '../../lib/i18n.tsx';
import { PublicFrame } from '../../shell/PublicFrame.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Loading, Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { type BuyerLink, useBuyerLink } from './useBuyerLink.ts';

export interface BuyerLinkPageProps {
  token: string;
  /** Purposes of links that the page accepts. Keep the array outside the component. */
  purposes: readonly string[];
  children: ReactNode;
}

/**
 * Landing page of a customer's link from a mail, a QR code or a private link: opens the link's
 * session, then shows the content.
 */
export function BuyerLinkPage({ token, purposes, children }: BuyerLinkPageProps) {
  const { link, open } = useBuyerLink(token, purposes);
  return (
    <PublicFrame product="ui.product.BUYER">
      {link.step === 'open' ? (
        children
      ) : (
        <Card>
          <LinkStep link={link} onOpen={open} />
        </Card>
      )}
    </PublicFrame>
  );
}

const icons: Partial<Record<LinkState, LucideIcon>> = { USED: CircleCheck, NOT_YET: Hourglass };

function LinkStep({ link, onOpen }: { link: BuyerLink; onOpen: () => void }) {
  const t = useText();
  switch (link.step) {
    case 'ask':
      return (
        <EmptyState
          page
          icon={LogIn}
          title={t('ui.buyer.ask.title', { name: link.name })}
          action={
            <Button variant="primary" onPress={onOpen}>
              {t('ui.buyer.ask.open')}
            </Button>
          }
        >
          {t('ui.buyer.ask.text')}
        </EmptyState>
      );
    case 'dead':
      return (
        <EmptyState
          page
          icon={icons[link.state] ?? Link2Off}
          title={t(`ui.buyer.dead.${link.state}.title`)}
        >
          {t.maybe(
            `ui.buyer.dead.${link.state}.${link.purpose}`,
            undefined,
            t(`ui.buyer.dead.${link.state}.text`),
          )}
        </EmptyState>
      );
    case 'overtaken':
      return (
        <EmptyState
          page
          icon={Link2Off}
          title={t('ui.buyer.overtaken.title')}
          action={
            <Button variant="primary" onPress={onOpen}>
              {t('ui.buyer.overtaken.open')}
            </Button>
          }
        >
          {t('ui.buyer.overtaken.text')}
        </EmptyState>
      );
    case 'failed':
      return (
        <EmptyState
          page
          icon={WifiOff}
          title={t('ui.failure.offline.title')}
          action={<Button onPress={onOpen}>{t('ui.retry')}</Button>}
        >
          {t('ui.failure.offline.text')}
        </EmptyState>
      );
    default:
      return (
        <Loading label={t('ui.loading')}>
          <Skeleton lines={6} height={16} />
        </Loading>
      );
  }
}
