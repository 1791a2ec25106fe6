import { useState } from 'react';
import { BuyerColumns } from '../../../domain/buyer/BuyerColumns.tsx';
import { useCommand } from '../../../lib/command.ts';
import { errorText, type UserErrorLike } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { placeOrder } from '../OrderCommands.ts';
import type { Terms } from '../terms/TermsText.tsx';
import {
  type Basket,
  type Item,
  orderInputOf,
  quoteInputOf,
  type Renewed,
  termsOf,
  withQuantity,
} from './basket.ts';
import styles from './Checkout.module.css';
import { CheckoutGoods } from './CheckoutGoods.tsx';
import { CheckoutPartner, type KnownPartner } from './CheckoutPartner.tsx';
import { CheckoutTerms } from './CheckoutTerms.tsx';
import { useQuote } from './useQuote.ts';

export interface CheckoutFormProps {
  items: readonly Item[];
  /** Support terms in force, of all families. */
  terms: readonly Terms[];
  search: string;
  onSearch: (text: string) => void;
  /** Partner of the link, preselected until a quote names another. */
  partner: KnownPartner | null;
  /** Whether the link is an offer, whose first product is in the basket from the start. */
  isOffer: boolean;
  /** Order line that is renewed; null in an order of new products. */
  renewed: Renewed | null;
  onPlaced: (orderId: string) => Promise<void>;
}

/** The checkout: goods, partner and terms beside the sum; placing the order comes before paying it. */
export function CheckoutForm(props: CheckoutFormProps) {
  const { items, search, onSearch, isOffer, renewed, onPlaced } = props;
  const t = useText();
  const format = useFormat();
  const [kept, setBasket] = useState<Basket>(() => {
    const empty = { lines: [], partnerId: null, voucher: '', accepted: [] };
    const first = renewed ? renewed.quantity : isOffer ? 1 : 0;
    return first > 0 && items[0] ? withQuantity(empty, items[0], first) : empty;
  });
  const [errors, setErrors] = useState<readonly UserErrorLike[]>([]);
  const place = useCommand(placeOrder);
  // The preselected one, until the customer chooses.
  const [partner, setPartner] = useState(props.partner);
  const [isChosen, setChosen] = useState(false);
  const basket = isChosen ? kept : { ...kept, partnerId: partner?.id ?? null };
  const input = quoteInputOf(basket);
  const quote = useQuote(input);
  const { preselectedPartnerId: id, preselectedPartnerName: name } = quote ?? {};
  if (id && name && id !== partner?.id) setPartner({ id, name });
  const problems = errors.length > 0 ? errors : (quote?.userErrors ?? []);
  const terms = termsOf(quote, props.terms);
  const open = terms.filter(({ family }) => !basket.accepted.includes(family)).length;
  const blocker = !input
    ? t('ui.checkout.empty')
    : open > 0
      ? t('ui.checkout.termsOpen', { count: open })
      : null;
  function change(next: Basket) {
    setErrors([]);
    setBasket(next);
  }
  async function submit() {
    if (!input || !quote || blocker) return;
    const payload = await place.run(orderInputOf(input, quote, renewed?.id));
    if (!payload) return;
    setErrors(payload.userErrors);
    if (payload.order) await onPlaced(payload.order.id);
  }
  const { listTotal, dealTotal, voucherTotal, cashTotal } = quote ?? {};
  const sums = {
    list: listTotal && format.money(listTotal),
    deal: dealTotal && format.money(dealTotal),
    voucher:
      voucherTotal &&
      Number(voucherTotal.amount) > 0 &&
      format.money({ ...voucherTotal, amount: `-${voucherTotal.amount}` }),
  };
  return (
    <BuyerColumns
      aside={
        <Card title={t('ui.checkout.sum')} note={t('ui.checkout.taxIncluded')}>
          <div className="stack">
            <DescriptionList
              variant="sum"
              items={Object.entries(sums)
                .filter(([, value]) => value)
                .map(([id, value]) => ({ id, label: t.maybe(`ui.order.fact.${id}`), value }))}
            />
            <MoneyField
              label={t('ui.checkout.voucher')}
              value={basket.voucher}
              onChange={(voucher) => change({ ...basket, voucher })}
            />
          </div>
        </Card>
      }
      decision={
        <div className={styles.decision}>
          <span>
            <small className="note">{t('ui.checkout.cash')}</small>
            <strong className={styles.cash}>
              {cashTotal ? format.money(cashTotal) : t('ui.none')}
            </strong>
          </span>
          <Button
            variant="primary"
            isDisabled={blocker !== null || quote === null || problems.length > 0}
            onPress={submit}
          >
            {t('ui.checkout.place')}
          </Button>
          <p className="note" role="status">
            {problems.length > 0 ? (
              <span className="t-bad">
                {problems.map((problem) => errorText(problem, t)).join('\n')}
              </span>
            ) : (
              blocker && <strong className="t-waiting">{blocker}</strong>
            )}{' '}
            {t('ui.checkout.noMoney')}
          </p>
        </div>
      }
    >
      <h1>{t('ui.checkout.title')}</h1>
      {renewed?.serviceUntil && (
        <p className="note">
          {t('ui.checkout.renews', { until: format.date(renewed.serviceUntil) })}
        </p>
      )}
      <CheckoutGoods
        items={items}
        basket={basket}
        onChange={change}
        search={search}
        onSearch={renewed ? null : onSearch}
      />
      <CheckoutPartner
        basket={basket}
        onChange={(next) => {
          setChosen(true);
          change(next);
        }}
        partner={partner}
      />
      <CheckoutTerms basket={basket} onChange={change} terms={terms} />
    </BuyerColumns>
  );
}
