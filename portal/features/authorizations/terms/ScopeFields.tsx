import { type Control, useWatch } from 'react-hook-form';
import { CustomerPicker } from '../../../domain/CustomerPicker.tsx';
import { PartnerPicker } from '../../../domain/PartnerPicker.tsx';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import type { Scope } from './scope.ts';
import styles from './TermsFields.module.css';
import type { Asks, Terms } from './terms.ts';

export interface ScopeFieldsProps {
  control: Control<Terms>;
  levels: readonly Scope['level'][];
  side: Asks['side'];
}

/** Scope of an authorization. A seller has no list of customers, so it names a customer by its account. */
export function ScopeFields({ control, levels, side }: ScopeFieldsProps) {
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
              // For a partner, its own level means all of its customers.
              label:
                !seller && id === 'PARTNER'
                  ? t('ui.authorization.allCustomers')
                  : t(`ui.authorization.level.${id}`),
            }))}
            onChange={(next) => onChange(next as Scope['level'])}
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
