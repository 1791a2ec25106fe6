import type { Control } from 'react-hook-form';
import type { ChargePeriod } from '../../../gql/graphql.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { type Listing, PERIODS } from './listing.ts';

export interface SpecificationBoxesProps {
  control: Control<Listing>;
  index: number;
}

/** Codes, name, charge period and list price of one specification. */
export function SpecificationBoxes({ control, index }: SpecificationBoxesProps) {
  const t = useText();
  const at = `specifications.${index}` as const;
  return (
    <>
      <FormField control={control} name={`${at}.code`}>
        {(field) => (
          <TextField {...field} label={t('ui.product.specCode')} maxLength={60} isRequired />
        )}
      </FormField>
      <FormField control={control} name={`${at}.skuCode`}>
        {(field) => (
          <TextField
            {...field}
            label={t('ui.product.skuCode')}
            description={t('ui.product.skuCodeHelp')}
            maxLength={64}
          />
        )}
      </FormField>
      <FormField control={control} name={`${at}.name`}>
        {(field) => (
          <TextField {...field} label={t('ui.product.specName')} maxLength={100} isRequired />
        )}
      </FormField>
      <FormField control={control} name={`${at}.period`}>
        {({ onChange, ...field }) => (
          <Select
            {...field}
            onChange={(next) => onChange(next as ChargePeriod)}
            label={t('ui.product.period')}
            options={PERIODS.map((id) => ({ id, label: t.enum('ChargePeriod', id) }))}
          />
        )}
      </FormField>
      <FormField control={control} name={`${at}.listPrice`}>
        {(field) => <MoneyField {...field} label={t('ui.discount.listPrice')} isRequired />}
      </FormField>
    </>
  );
}
