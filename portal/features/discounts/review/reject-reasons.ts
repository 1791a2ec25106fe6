import { useText } from '../../../lib/i18n.tsx';

export function useRejectReasons(): readonly string[] {
  const t = useText();
  return [t('ui.review.reason.price'), t('ui.review.reason.period'), t('ui.review.reason.proof')];
}
