import { type Control, useWatch } from 'react-hook-form';
import { CustomerPicker } from '../../../domain/CustomerPicker.tsx';
import { PartnerPicker } from '../../../domain/PartnerPicker.tsx';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import styles from './TermsFields.module.css';
import type { Asks, Terms } from './terms.ts';
import type { Whom } from './whom.ts';

export interface WhomFieldsProps {
  control: Control<Terms>;
  levels: readonly Whom['level'][];
  side: Asks['side'];
}

/** For whom it is. A seller has no customer list, so it names a customer by its account. */
export function WhomFields({ control, levels, side }: WhomFieldsProps) {
  const t = useText();
  const level = useWatch({ control, name: 'level' });
  const seller = side === 'SELLER';
  return (
    <>
      <FormField control={control} name="level">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            label={t('ui.authorization.scope')}
            orientation="horizontal"
            options={levels.map((id) => ({
              id,
              // To a partner its own level means all of its customers.
              label:
                !seller && id === 'PARTNER'
                  ? t('ui.authorization.allCustomers')
                  : t(`ui.authorization.level.${id}`),
            }))}
            onChange={(next) => onChange(next as Whom['level'])}
          />
        )}
      </FormField>
      {seller && level !== 'PRODUCT' && (
        <FormField control={control} name="partnerId">
          {(field) => <PartnerPicker {...field} isRequired />}
        </FormField>
      )}
      {!seller && level === 'CUSTOMER' && (
        <FormField control={control} name="customerId">
          {(field) => <CustomerPicker {...field} isRequired />}
        </FormField>
      )}
      {seller && level === 'CUSTOMER' && (
        <div className={styles.pair}>
          <FormField control={control} name="customerName">
            {(field) => (
              <TextField {...field} label={t('ui.authorization.customerName')} isRequired />
            )}
          </FormField>
          <FormField control={control} name="cloudAccount">
            {(field) => (
              <TextField
                {...field}
                label={t('ui.customer.cloudAccount')}
                description={t('ui.authorization.accountHelp')}
                isRequired
              />
            )}
          </FormField>
        </div>
      )}
    </>
  );
}
