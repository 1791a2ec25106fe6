import { useText } from '../../../lib/i18n.tsx';
import { LineConditions } from '../conditions/LineConditions.tsx';
import type { Basket } from './basket.ts';
import styles from './Checkout.module.css';

export interface CheckoutConditionsProps {
  basket: Basket;
  partnerId: string;
}

/** The conditions of domain §3 item 21 for each chosen product and the selected partner, live. */
export function CheckoutConditions({ basket, partnerId }: CheckoutConditionsProps) {
  const t = useText();
  const products = new Map(basket.lines.map(({ item }) => [item.productId, item.productName]));
  return (
    <section className={styles.conditions} aria-label={t('ui.checkout.conditions')}>
      <h3>{t('ui.checkout.conditions')}</h3>
      {[...products].map(([productId, name]) => (
        <div key={productId} className="stack">
          {products.size > 1 && <strong>{name}</strong>}
          <LineConditions purchase={{ productId, partnerId }} />
        </div>
      ))}
    </section>
  );
}
