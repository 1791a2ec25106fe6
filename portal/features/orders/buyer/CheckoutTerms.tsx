import { useLanguage, useText } from '../../../lib/i18n.tsx';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import type { Basket, Terms } from './basket.ts';
import styles from './Checkout.module.css';

export interface CheckoutTermsProps {
  basket: Basket;
  onChange: (basket: Basket) => void;
  /** Terms of the chosen products. */
  terms: readonly Terms[];
}

/** The support terms of the chosen products, to read and to accept; each family once. */
export function CheckoutTerms({ basket, onChange, terms }: CheckoutTermsProps) {
  const t = useText();
  const language = useLanguage();
  if (terms.length === 0) return null;
  return (
    <Card flush title={t('ui.checkout.terms')} note={t('ui.checkout.termsNote')}>
      {terms.map(({ family, version, chinese, english }) => {
        const name = t('ui.checkout.termsOf', {
          family: t.enum('SupportTermsFamily', family),
          version,
        });
        return (
          <section key={family} className={styles.terms} aria-label={name}>
            <h3>{name}</h3>
            <p className={styles.text}>{language === 'zh' ? chinese : english}</p>
            <Checkbox
              isSelected={basket.accepted.includes(family)}
              onChange={(accepts) =>
                onChange({
                  ...basket,
                  accepted: [
                    ...basket.accepted.filter((one) => one !== family),
                    ...(accepts ? [family] : []),
                  ],
                })
              }
            >
              {t('ui.checkout.accept', { name })}
            </Checkbox>
          </section>
        );
      })}
    </Card>
  );
}
