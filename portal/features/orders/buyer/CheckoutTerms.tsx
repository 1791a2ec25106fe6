import { useText } from '../../../lib/i18n.tsx';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { nameOfTerms, type Terms, TermsText } from '../terms/TermsText.tsx';
import type { Basket } from './basket.ts';

export interface CheckoutTermsProps {
  basket: Basket;
  onChange: (basket: Basket) => void;
  /** Terms of the chosen products. */
  terms: readonly Terms[];
}

/** The support terms of the chosen products, to read and to accept; each family once. */
export function CheckoutTerms({ basket, onChange, terms }: CheckoutTermsProps) {
  const t = useText();
  if (terms.length === 0) return null;
  return (
    <Card flush title={t('ui.checkout.terms')} note={t('ui.checkout.termsNote')}>
      {terms.map((one) => (
        <TermsText key={one.family} terms={one}>
          <Checkbox
            isSelected={basket.accepted.includes(one.family)}
            onChange={(accepts) =>
              onChange({
                ...basket,
                accepted: [
                  ...basket.accepted.filter((family) => family !== one.family),
                  ...(accepts ? [one.family] : []),
                ],
              })
            }
          >
            {t('ui.checkout.accept', { name: nameOfTerms(t, one) })}
          </Checkbox>
        </TermsText>
      ))}
    </Card>
  );
}
