import { useText } from '../../../lib/i18n.tsx';

/** Reasons that a refusal often has, as sentences for the partner. */
export function useRejectReasons(): readonly string[] {
  const t = useText();
  return [t('ui.review.reason.price'), t('ui.review.reason.period'), t('ui.review.reason.proof')];
}
