import type { Control } from 'react-hook-form';
import { useWatch } from 'react-hook-form';
import { PartnerPicker } from '../../domain/PartnerPicker.tsx';
import { FormField } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './TermsFields.module.css';
import type { Whom } from './whom.ts';

export interface WhomFieldsProps {
  control: Control<Whom>;
  levels: readonly Whom['level'][];
}

/** For whom a seller grants. A seller has no customer list, so a customer is named by its account. */
export function WhomFields({ control, levels }: WhomFieldsProps) {
  const t = useText();
  const level = useWatch({ control, name: 'level' });
  return (
    <>
      <FormField control={control} name="level">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            label={t('ui.authorization.scope')}
            orientation="horizontal"
            options={levels.map((id) => ({ id, label: t(`ui.authorization.level.${id}`) }))}
            onChange={(next) => onChange(next as Whom['level'])}
          />
        )}
      </FormField>
      {level !== 'PRODUCT' && (
        <FormField control={control} name="partnerId">
          {(field) => <PartnerPicker {...field} isRequired />}
        </FormField>
      )}
      {level === 'CUSTOMER' && (
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
