import { type Control, useWatch } from 'react-hook-form';
import { graphql } from '../../gql/gql.ts';
import type { CustomerStatus } from '../../gql/graphql.ts';
import { FormField } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import { RadioGroup } from '../../ui/fields/RadioGroup.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { RemotePicker } from '../RemotePicker.tsx';
import styles from './CustomerChoiceFields.module.css';
import type { CustomerChoice } from './customerChoice.ts';

const Found = graphql(`
  query CustomerChoiceFields($search: String, $status: [CustomerStatus!]) {
    customers(first: 20, filter: { search: $search, status: $status }, orderBy: { field: NAME, direction: ASC }) {
      nodes { id name status cloudAccount }
    }
  }
`);

export interface CustomerChoiceFieldsProps {
  control: Control<CustomerChoice>;
  states: readonly CustomerStatus[];
  /** Customer of the page that opened the form; fixes the choice. */
  fixed?: { id: string; name: string } | null;
}

/** Fields for the customer of a pre-registration or an invitation. */
export function CustomerChoiceFields({ control, states, fixed }: CustomerChoiceFieldsProps) {
  const t = useText();
  const who = useWatch({ control, name: 'who' });
  if (fixed) return <TextField label={t('ui.customer')} value={fixed.name} isReadOnly />;
  return (
    <>
      <FormField control={control} name="who">
        {(field) => (
          <RadioGroup
            {...field}
            onChange={(value) => field.onChange(value === 'known' ? 'known' : 'new')}
            label={t('ui.binding.who')}
            orientation="horizontal"
            options={[
              { id: 'new', label: t('ui.binding.who.new') },
              { id: 'known', label: t('ui.binding.who.known') },
            ]}
          />
        )}
      </FormField>
      {who === 'known' ? (
        <FormField control={control} name="customerId">
          {(field) => (
            <RemotePicker
              {...field}
              label={t('ui.customer')}
              placeholder={t('ui.customer.searchPlaceholder')}
              emptyText={t('ui.binding.who.none')}
              isRequired
              query={Found}
              variables={(text) => ({ search: text || null, status: [...states] })}
              optionsOf={({ customers }) =>
                customers.nodes.map(({ id, name, status, cloudAccount }) => ({
                  id,
                  label: name,
                  description: [cloudAccount, status && t.enum('CustomerStatus', status)]
                    .filter(Boolean)
                    .join(' · '),
                }))
              }
            />
          )}
        </FormField>
      ) : (
        <div className={styles.pair}>
          <FormField control={control} name="name">
            {(field) => (
              <TextField
                {...field}
                label={t('ui.customer.name')}
                description={t('ui.customer.nameHelp')}
                isRequired
                autoFocus
              />
            )}
          </FormField>
          <FormField control={control} name="cloudAccount">
            {(field) => (
              <TextField
                {...field}
                label={t('ui.customer.cloudAccount')}
                description={t('ui.customer.cloudAccountHelp')}
                isRequired
              />
            )}
          </FormField>
        </div>
      )}
    </>
  );
}
