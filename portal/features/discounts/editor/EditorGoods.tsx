import { useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { CustomerPicker } from '../../../domain/CustomerPicker.tsx';
import { ProductPicker } from '../../../domain/ProductPicker.tsx';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import type { Option } from '../../../ui/fields/Options.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Editor.module.css';
import { type EditorValues, NAME_MAX } from './editor-values.ts';

export interface EditorGoodsProps {
  form: UseFormReturn<EditorValues>;
  customer?: Option | null;
  product?: Option | null;
  locked: boolean;
  onProduct: () => void;
}

export function EditorGoods({ form, customer, product, locked, onProduct }: EditorGoodsProps) {
  const t = useText();
  // The product of the lines; the picker may be empty during a search.
  const priced = useRef(form.getValues('productId'));
  return (
    <Card title={t('ui.discount.goods')} note={locked ? t('ui.discount.goodsLocked') : undefined}>
      <div className={styles.pair}>
        <FormField control={form.control} name="customerId">
          {(field) => (
            <CustomerPicker {...field} below initial={customer} isRequired isDisabled={locked} />
          )}
        </FormField>
        <FormField control={form.control} name="productId">
          {({ onChange, ...field }) => (
            <ProductPicker
              {...field}
              onChange={(id) => {
                onChange(id);
                if (id === null || id === priced.current) return;
                priced.current = id;
                onProduct();
              }}
              initial={product}
              isRequired
              isDisabled={locked}
            />
          )}
        </FormField>
        <div className={styles.wide}>
          <FormField control={form.control} name="name">
            {(field) => (
              <TextField
                {...field}
                label={t('ui.discount.name')}
                description={t('ui.discount.nameHelp')}
                isRequired
                maxLength={NAME_MAX}
              />
            )}
          </FormField>
        </div>
      </div>
    </Card>
  );
}
