import { useEffect } from 'react';
import { useText } from '../lib/i18n.tsx';

/** Sets the title of browser tab and history entry: "Customers · PartnerGraph". */
export function useTitle(title: string | null | undefined): void {
  const t = useText();
  const product = t('ui.product.short');
  useEffect(() => {
    document.title = title ? `${title} · ${product}` : product;
  }, [title, product]);
}
