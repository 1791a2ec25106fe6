import Big from 'big.js';
import { ArrowLeftRight, X } from 'lucide-react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { netOf, rateOf } from '../../../lib/rate.ts';
import { IconButton } from '../../../ui/actions/IconButton.tsx';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/display/Icon.tsx';
import { TwoLine } from '../../../ui/display/TwoLine.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { PercentField } from '../../../ui/fields/PercentField.tsx';
import styles from './Editor.module.css';
import { EditorLineNotes } from './EditorLineNotes.tsx';
import type { EditorValues } from './editor-values.ts';

const Specification = graphql(`
  fragment EditorLine_specification on Specification {
    id name code period
    listPrice { amount currency }
  }
`);
const Product = graphql(`
  fragment EditorLine_product on Product { floorPayRate }
`);
const Quote = graphql(`
  fragment EditorLine_quote on ExclusiveDiscountQuoteLine {
    floorPayRate
    floorPrice { amount currency }
    belowFloor
    ...EditorLineNotes_quote
  }
`);

const shown = (rate: string): string => rate && new Big(rate).times(100).toFixed(2);

export interface EditorLineProps {
  form: UseFormReturn<EditorValues>;
  index: number;
  specification: FragmentType<typeof Specification>;
  product: FragmentType<typeof Product>;
  quote: FragmentType<typeof Quote> | undefined;
  onRemove?: () => void;
}

/** One specification: list price, floor, and the two prices, one of which is typed. */
export function EditorLine({ form, index, onRemove, ...props }: EditorLineProps) {
  const t = useText();
  const format = useFormat();
  const spec = readFragment(Specification, props.specification);
  const { floorPayRate } = readFragment(Product, props.product);
  const quote = readFragment(Quote, props.quote);
  const line = useWatch({ control: form.control, name: `lines.${index}` });
  const list = spec.listPrice.amount;
  const floor = quote?.floorPayRate ?? floorPayRate ?? '1';
  const floorPrice = quote?.floorPrice.amount ?? netOf(list, floor);
  const above = line.netPrice === '' ? null : new Big(line.netPrice).minus(floorPrice);

  function setRate(payRate: string) {
    const next = { ...line, pricedBy: 'RATE' as const, payRate, netPrice: netOf(list, payRate) };
    form.setValue(`lines.${index}`, next, { shouldDirty: true });
    form.clearErrors(`lines.${index}`);
  }
  function setNet(netPrice: string) {
    // On blur the field reports its padded value; that must not change which price is fixed.
    if (netPrice !== '' && line.netPrice !== '' && new Big(netPrice).eq(line.netPrice)) {
      form.setValue(`lines.${index}.netPrice`, netPrice);
      return;
    }
    const next = { ...line, pricedBy: 'NET' as const, netPrice, payRate: rateOf(list, netPrice) };
    form.setValue(`lines.${index}`, next, { shouldDirty: true });
    form.clearErrors(`lines.${index}`);
  }
  function typeRate(payRate: string) {
    // The field shows two digits; blur must not round the exact rate of a typed net price.
    if (shown(payRate) !== shown(line.payRate)) setRate(payRate);
  }
  const about = { name: spec.name };
  // A price below the floor is explained under the line, because a grid column is too narrow.
  const told = (error: string | null) => (quote?.belowFloor ? null : error);
  return (
    <fieldset className={styles.line} aria-label={spec.name}>
      <TwoLine note={`${spec.code} · ${t.enum('ChargePeriod', spec.period)}`}>{spec.name}</TwoLine>
      <span className={cx(styles.figure, styles.left)} data-label={t('ui.discount.listPrice')}>
        {format.amount(list)}
      </span>
      <span className={styles.figure} data-label={t('ui.discount.floor')}>
        <TwoLine note={format.percent(floor)}>{format.amount(floorPrice)}</TwoLine>
      </span>
      <FormField control={form.control} name={`lines.${index}.payRate`}>
        {({ onChange: _, ...field }) => (
          <PercentField
            {...field}
            onChange={typeRate}
            error={told(field.error)}
            label={t('ui.discount.rateOf', about)}
            hideLabel
          />
        )}
      </FormField>
      <span className={styles.swap}>
        <Icon of={ArrowLeftRight} size={14} />
      </span>
      <FormField control={form.control} name={`lines.${index}.netPrice`}>
        {({ onChange: _, ...field }) => (
          <MoneyField
            {...field}
            onChange={setNet}
            error={told(field.error)}
            label={t('ui.discount.netOf', about)}
            hideLabel
            className={styles.net}
          />
        )}
      </FormField>
      <span className={cx(styles.figure, styles.whole)} data-label={t('ui.discount.aboveFloor')}>
        {above ? (
          <TwoLine note={line.payRate ? format.shortRate(line.payRate) : t('ui.none')}>
            <span className={above.lt(0) ? 't-bad' : 't-good'}>
              {above.gt(0) && '+'}
              {format.amount(above.toFixed(2))}
            </span>
          </TwoLine>
        ) : (
          t('ui.none')
        )}
      </span>
      <span className={styles.remove}>
        {onRemove && (
          <IconButton icon={X} size="sm" label={t('ui.file.remove', about)} onPress={onRemove} />
        )}
      </span>
      <EditorLineNotes
        form={form}
        index={index}
        quote={quote}
        shortfall={above?.lt(0) ? above.abs().toFixed(2) : null}
        floor={floor}
        onFloor={() => setRate(floor)}
      />
    </fieldset>
  );
}
