import type { UseFormReturn } from 'react-hook-form';
import { FormField } from '../../../lib/FormField.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { PercentField } from '../../../ui/fields/PercentField.tsx';
import styles from './Listing.module.css';
import type { Listing } from './listing.ts';

/** Floor and shares: the terms that partners see and customers do not. */
export function RateFields({ form: { control } }: { form: UseFormReturn<Listing> }) {
  const t = useText();
  const format = useFormat();
  return (
    <div className={styles.pair}>
      <FormField control={control} name="maxShareRatio">
        {(field) => (
          <PercentField
            {...field}
            label={t('ui.product.maxShare')}
            description={t('ui.product.maxShareHelp')}
            isRequired
          />
        )}
      </FormField>
      <FormField control={control} name="standardShareRatio">
        {(field) => <PercentField {...field} label={t('ui.product.standardShare')} isRequired />}
      </FormField>
      <FormField control={control} name="floorPayRate">
        {(field) => (
          <PercentField
            {...field}
            label={t('ui.discount.floor')}
            description={field.value ? format.payRate(field.value) : t('ui.product.floorByPolicy')}
          />
        )}
      </FormField>
    </div>
  );
}
