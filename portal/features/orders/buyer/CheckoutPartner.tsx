import { useState } from 'react';
import { PartnerPicker } from '../../../domain/PartnerPicker.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { type Basket, pricePartnerOf } from './basket.ts';
import { CheckoutConditions } from './CheckoutConditions.tsx';

export interface KnownPartner {
  id: string;
  name: string;
  /** Absent if the link does not show it. */
  isBound?: boolean;
}

export interface CheckoutPartnerProps {
  basket: Basket;
  onChange: (basket: Basket) => void;
  /** Preselected partner. */
  partner: KnownPartner | null;
}

/** 客户服务商: the partner of the link, another one, or none; with the conditions of its attribution. */
export function CheckoutPartner({ basket, onChange, partner }: CheckoutPartnerProps) {
  const t = useText();
  const [other, setOther] = useState<{ id: string; label: string } | null>(null);
  const [isOther, setIsOther] = useState(false);
  const decided = pricePartnerOf(basket);
  const select = (partnerId: string | null) => onChange({ ...basket, partnerId });
  if (decided)
    return (
      <Card title={t('ui.checkout.partner')} note={t('ui.checkout.partnerNote')}>
        <strong>{decided.partnerName}</strong>
        <p className="note">
          {t(decided.isOffer ? 'ui.checkout.partnerOfOffer' : 'ui.checkout.partnerOfDiscount')}
        </p>
      </Card>
    );
  const value = isOther ? 'other' : basket.partnerId ? 'link' : 'none';
  return (
    <Card title={t('ui.checkout.partner')} note={t('ui.checkout.partnerNote')}>
      <div className="stack">
        <RadioGroup
          label={t('ui.checkout.partner')}
          hideLabel
          value={value}
          onChange={(next) => {
            setIsOther(next === 'other');
            select(
              next === 'link'
                ? (partner?.id ?? null)
                : next === 'other'
                  ? (other?.id ?? null)
                  : null,
            );
          }}
          options={[
            ...(partner
              ? [
                  {
                    id: 'link',
                    label: partner.name,
                    ...(partner.isBound !== undefined && {
                      description: t(partner.isBound ? 'ui.checkout.bound' : 'ui.checkout.byLink'),
                    }),
                  },
                ]
              : []),
            { id: 'other', label: t('ui.checkout.otherPartner') },
            { id: 'none', label: t('ui.checkout.noPartner') },
          ]}
        />
        {isOther && (
          <PartnerPicker
            value={basket.partnerId}
            onChange={(id, option) => {
              setOther(option && { id: option.id, label: String(option.label) });
              select(id);
            }}
          />
        )}
        {basket.partnerId && basket.lines.length > 0 && (
          <CheckoutConditions basket={basket} partnerId={basket.partnerId} />
        )}
      </div>
    </Card>
  );
}
