import { type UseFormReturn, useWatch } from 'react-hook-form';
import type { ProductType, SaleModel } from '../../../gql/graphql.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import styles from './Listing.module.css';
import { type Listing, ruleOf, type TypeRule } from './listing.ts';
import { SellerPicker } from './SellerPicker.tsx';

const MODELS: readonly SaleModel[] = ['COMMON', 'JOINT_OPERATION', 'HUAWEI'];

export interface ProductFieldsProps {
  form: UseFormReturn<Listing>;
  rules: readonly TypeRule[];
  isOperator: boolean;
}

/** Name, kind and sale model. An operator names the seller, except of the marketplace's own products. */
export function ProductFields({ form, rules, isOperator }: ProductFieldsProps) {
  const t = useText();
  const { control } = form;
  const model = useWatch({ control, name: 'saleModel' });
  /** Another kind has other templates: only a single required one is chosen. */
  function setType(productType: ProductType) {
    const { templates, templateRequired } = ruleOf(rules, productType);
    const [only, ...others] = templates;
    const template = templateRequired && only && others.length === 0 ? only : '';
    form.setValue('productType', productType, { shouldDirty: true });
    form.setValue('supervisionTemplate', template);
    form.clearErrors();
  }
  return (
    <div className={styles.pair}>
      <div className={styles.wide}>
        <FormField control={control} name="name">
          {(field) => (
            <TextField {...field} label={t('ui.product.name')} maxLength={100} isRequired />
          )}
        </FormField>
      </div>
      <FormField control={control} name="productType">
        {(field) => (
          <Select
            {...field}
            onChange={(next) => setType(next as ProductType)}
            label={t('ui.product.type')}
            options={rules.map(({ productType: id }) => ({ id, label: t.enum('ProductType', id) }))}
          />
        )}
      </FormField>
      <FormField control={control} name="saleModel">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            onChange={(next) => onChange(next as SaleModel)}
            label={t('ui.product.model')}
            orientation="horizontal"
            options={MODELS.filter((id) => isOperator || id !== 'HUAWEI').map((id) => ({
              id,
              label: t.enum('SaleModel', id),
            }))}
          />
        )}
      </FormField>
      {isOperator && model !== 'HUAWEI' && (
        <div className={styles.wide}>
          <FormField control={control} name="sellerId">
            {(field) => <SellerPicker {...field} isRequired />}
          </FormField>
        </div>
      )}
    </div>
  );
}
