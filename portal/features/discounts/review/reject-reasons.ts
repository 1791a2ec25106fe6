import { useText } from '../../../lib/i18n.tsx';

/** Frequent reasons of a rejection, as texts for the partner. */
export function useRejectReasons(): readonly string[] {
  const t = useText();
  return [t('ui.review.reason.price'), t('ui.review.reason.period'), t('ui.review.reason.proof')];
}
