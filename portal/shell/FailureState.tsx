import { CircleAlert, FileQuestion, Hourglass, Lock, type LucideIcon, WifiOff } from 'lucide-react';
import type { Failure, FailureKind } from '../lib/errors.ts';
import { useText } from '../lib/i18n.tsx';
import { Button } from '../ui/actions/Button.tsx';
import { ErrorState } from '../ui/feedback/ErrorState.tsx';
import { RouteButton } from './links.ts';
import { rolesText } from './who-may.ts';

const icons: Record<FailureKind, LucideIcon> = {
  offline: WifiOff,
  slow: Hourglass,
  unauthenticated: Lock,
  forbidden: Lock,
  notFound: FileQuestion,
  busy: Hourglass,
  conflict: CircleAlert,
  server: CircleAlert,
};

export interface FailureStateProps {
  failure: Failure;
  reason?: string | null;
  onRetry?: () => void;
  page?: boolean;
}

export function FailureState({ failure, reason, onRetry, page }: FailureStateProps) {
  const t = useText();
  const { kind, requestId, roles = [] } = failure;
  const dead = kind === 'forbidden' || kind === 'notFound';
  return (
    <ErrorState
      icon={icons[kind]}
      page={page}
      title={t(`ui.failure.${kind}.title`)}
      action={
        dead || !onRetry ? (
          <RouteButton to="/">{t('ui.goHome')}</RouteButton>
        ) : (
          <Button onPress={onRetry}>{t('ui.retry')}</Button>
        )
      }
      request={
        requestId
          ? {
              id: requestId,
              label: t('ui.requestId'),
              copyLabel: t('ui.copy'),
              copiedLabel: t('ui.copied'),
            }
          : undefined
      }
    >
      {reason ?? (roles.length > 0 ? rolesText(roles, t) : t(`ui.failure.${kind}.text`))}
    </ErrorState>
  );
}
