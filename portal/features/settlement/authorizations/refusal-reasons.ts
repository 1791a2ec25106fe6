import { useText } from '../../../lib/i18n.tsx';

/** Usual reasons of a seller who does not authorize a payment. */
export function useRefusalReasons(): readonly string[] {
  const t = useText();
  return [
    t('ui.paymentQueue.reason.share'),
    t('ui.paymentQueue.reason.refund'),
    t('ui.paymentQueue.reason.notOurs'),
  ];
}
