import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type UseFormReturn, useFieldArray } from 'react-hook-form';
import { Term } from '../../../domain/Term.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { netOf } from '../../../lib/rate.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Menu } from '../../../ui/overlays/Menu.tsx';
import styles from './Editor.module.css';
import { EditorLine } from './EditorLine.tsx';
import { type EditorValues, emptyLine, JUSTIFICATION } from './editor-values.ts';
import { SetAllRates } from './SetAllRates.tsx';

const Product = graphql(`
  fragment EditorLines_product on Product {
    id
    specifications { id status name listPrice { amount currency } ...EditorLine_specification }
    ...EditorLine_product
  }
`);
const Quote = graphql(`
  fragment EditorLines_quote on ExclusiveDiscountQuote {
    lines { specificationId ...EditorLine_quote }
    userErrors { code field message params { key value } }
  }
`);

export interface EditorLinesProps {
  form: UseFormReturn<EditorValues>;
  product: FragmentType<typeof Product> | null | undefined;
  quote: FragmentType<typeof Quote> | null | undefined;
  special: boolean;
  /** Called for a chosen product; its specifications become the lines. */
  onFill: (specificationIds: string[]) => void;
}

/** The price grid: pay rate and net price of each specification, either of them typed. */
export function EditorLines({ form, product, quote, special, onFill }: EditorLinesProps) {
  const t = useText();
  const p = readFragment(Product, product);
  const q = readFragment(Quote, quote);
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'lines' });
  const [filled, setFilled] = useState(fields.length > 0 ? p?.id : null);
  const onSale = p?.specifications.filter((spec) => spec.status === 'ON_SALE') ?? [];
  const isComing = !p && form.getValues('productId') !== null;
  const unused = onSale.filter((spec) => !fields.some((line) => line.specificationId === spec.id));

  useEffect(() => {
    if (!p || filled === p.id) return;
    setFilled(p.id);
    if (form.getValues('lines').length === 0)
      onFill(p.specifications.filter((s) => s.status === 'ON_SALE').map((s) => s.id));
  }, [p, filled, form, onFill]);

  function setRates(payRate: string, specificationIds: readonly string[]) {
    for (const [index, line] of form.getValues('lines').entries()) {
      if (!specificationIds.includes(line.specificationId)) continue;
      const list = p?.specifications.find((spec) => spec.id === line.specificationId)?.listPrice;
      const next = {
        ...line,
        pricedBy: 'RATE' as const,
        payRate,
        netPrice: netOf(list?.amount ?? '0', payRate),
      };
      form.setValue(`lines.${index}`, next, { shouldDirty: true });
      form.clearErrors(`lines.${index}`);
    }
  }
  const missing =
    form.formState.errors.lines?.message ?? form.formState.errors.lines?.root?.message;
  return (
    <Card
      flush
      title={t('ui.discount.prices')}
      note={t('ui.discount.pricesHelp')}
      actions={
        p && (
          <>
            <SetAllRates
              lines={fields.flatMap(({ specificationId }) => {
                const spec = p.specifications.find(({ id }) => id === specificationId);
                return spec ? [{ id: spec.id, label: spec.name }] : [];
              })}
              onApply={setRates}
            />
            {unused.length > 0 && (
              <Menu
                label={t('ui.discount.addLine')}
                trigger={
                  <Button size="sm" icon={Plus}>
                    {t('ui.specification')}
                  </Button>
                }
                items={unused.map((spec) => ({
                  id: spec.id,
                  label: spec.name,
                  onAction: () => append(emptyLine(spec.id)),
                }))}
              />
            )}
          </>
        )
      }
    >
      {!p &&
        (isComing ? (
          <div className={styles.note}>
            <Skeleton lines={3} height={32} />
          </div>
        ) : (
          <EmptyState title={t('ui.discount.chooseProduct')} />
        ))}
      {p && missing && (
        <div className={styles.note}>
          <Banner tone="bad" live>
            {t.maybe(missing)}
          </Banner>
        </div>
      )}
      {p && (
        <div className={styles.grid}>
          <div className={styles.head}>
            <span>{t('ui.specification')}</span>
            <span>{t('ui.discount.listPrice')}</span>
            <span>
              <Term of="floor">{t('ui.discount.floor')}</Term>
            </span>
            <span>
              <Term of="payRate">{t('ui.rate')}</Term>
            </span>
            <span />
            <span>
              <Term of="netPrice">{t('ui.discount.netPrice')}</Term>
            </span>
            <span>{t('ui.discount.aboveFloor')}</span>
            <span />
          </div>
          {fields.map((field, index) => {
            const spec = p.specifications.find((s) => s.id === field.specificationId);
            if (!spec) return null;
            return (
              <EditorLine
                key={field.id}
                form={form}
                index={index}
                product={p}
                specification={spec}
                quote={q?.lines.find((line) => line.specificationId === spec.id)}
                onRemove={fields.length > 1 ? () => remove(index) : undefined}
              />
            );
          })}
        </div>
      )}
      {special && (
        <div className={styles.special}>
          <Banner tone="waiting" title={t('ui.discount.specialTitle')}>
            {t('ui.discount.specialText')}
          </Banner>
          <FormField control={form.control} name="justification">
            {(field) => (
              <TextArea
                {...field}
                label={t('ui.discount.justification')}
                rows={2}
                isRequired
                maxLength={JUSTIFICATION.max}
              />
            )}
          </FormField>
        </div>
      )}
    </Card>
  );
}
