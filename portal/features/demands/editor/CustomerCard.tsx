import { type UseFormReturn, useWatch } from 'react-hook-form';
import { CustomerPicker } from '../../../domain/CustomerPicker.tsx';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import type { Option } from '../../../ui/fields/Options.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { CardGrid } from '../../../ui/layout/Page.tsx';
import type { DemandValues } from './demand-values.ts';

export interface CustomerCardProps {
  form: UseFormReturn<DemandValues>;
  initial?: Option | null;
  /** The customer of a saved demand does not change. */
  fixedCustomer?: string;
}

/** The partner's own customer, or the name and the account of another one. */
export function CustomerCard({ form: { control }, initial, fixedCustomer }: CustomerCardProps) {
  const t = useText();
  const who = useWatch({ control, name: 'who' });
  return (
    <Card title={t('ui.customer')}>
      <div className="stack">
        {fixedCustomer ? (
          <TextField label={t('ui.customer')} value={fixedCustomer} isReadOnly />
        ) : (
          <>
            <FormField control={control} name="who">
              {(field) => (
                <RadioGroup
                  {...field}
                  onChange={(value) => field.onChange(value === 'account' ? 'account' : 'own')}
                  label={t('ui.demand.who')}
                  orientation="horizontal"
                  options={[
                    { id: 'own', label: t('ui.demand.who.own') },
                    { id: 'account', label: t('ui.demand.who.account') },
                  ]}
                />
              )}
            </FormField>
            {who === 'own' ? (
              <FormField control={control} name="customerId">
                {(field) => <CustomerPicker {...field} initial={initial} isRequired />}
              </FormField>
            ) : (
              <CardGrid>
                <FormField control={control} name="name">
                  {(field) => <TextField {...field} label={t('ui.customer.name')} isRequired />}
                </FormField>
                <FormField control={control} name="cloudAccount">
                  {(field) => (
                    <TextField
                      {...field}
                      label={t('ui.customer.cloudAccount')}
                      description={t('ui.demand.accountHelp')}
                      isRequired
                    />
                  )}
                </FormField>
              </CardGrid>
            )}
          </>
        )}
      </div>
    </Card>
  );
}
