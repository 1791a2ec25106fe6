import type { Control } from 'react-hook-form';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { InvoiceKind } from '../../../gql/graphql.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { PercentField } from '../../../ui/fields/PercentField.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import styles from './ByHandFields.module.css';
import { type EnteredName, KINDS, type RegistrationValues } from './registration.ts';

const Invoice = graphql(`
  fragment ByHandFields_invoice on Invoice { id expectedVatRate gross { amount currency } }
`);

export interface ByHandFieldsProps {
  control: Control<RegistrationValues>;
  invoice: FragmentType<typeof Invoice>;
  /** Fields that no file brings. */
  names: readonly EnteredName[];
  today: string;
}

/** The fields of an invoice that are entered by hand. */
export function ByHandFields({ control, invoice, names, today }: ByHandFieldsProps) {
  const t = useText();
  const format = useFormat();
  const i = readFragment(Invoice, invoice);
  const has = (name: EnteredName): boolean => names.includes(name);
  return (
    <>
      {has('kind') && (
        <FormField control={control} name="kind">
          {({ inputRef: _, onChange, ...field }) => (
            <RadioGroup
              {...field}
              label={t('ui.invoice.kind')}
              description={t('ui.invoice.kindHelp')}
              orientation="horizontal"
              options={KINDS.map((id) => ({ id, label: t.enum('InvoiceKind', id) }))}
              onChange={(next) => onChange(next as InvoiceKind)}
            />
          )}
        </FormField>
      )}
      <div className={styles.pair}>
        {has('number') && (
          <FormField control={control} name="number">
            {(field) => (
              <TextField
                {...field}
                label={t('ui.invoice.number')}
                description={t('ui.invoice.numberHelp')}
                inputMode="numeric"
                maxLength={20}
                isRequired
              />
            )}
          </FormField>
        )}
        {has('issuedOn') && (
          <FormField control={control} name="issuedOn">
            {(field) => (
              <DatePicker {...field} label={t('ui.invoice.issuedOn')} max={today} isRequired />
            )}
          </FormField>
        )}
        {has('amount') && (
          <FormField control={control} name="amount">
            {(field) => (
              <MoneyField
                {...field}
                label={t('ui.invoice.gross')}
                description={t('ui.invoice.grossHelp', { amount: format.money(i.gross) })}
                isRequired
              />
            )}
          </FormField>
        )}
        {has('vatRate') && (
          <FormField control={control} name="vatRate">
            {(field) => (
              <PercentField
                {...field}
                label={t('ui.invoice.vatRate')}
                description={
                  i.expectedVatRate &&
                  t('ui.invoice.rateHelp', { rate: format.percent(i.expectedVatRate) })
                }
                isRequired
              />
            )}
          </FormField>
        )}
        {has('netAmount') && (
          <FormField control={control} name="netAmount">
            {(field) => <MoneyField {...field} label={t('ui.invoice.net')} isRequired />}
          </FormField>
        )}
        {has('taxAmount') && (
          <FormField control={control} name="taxAmount">
            {(field) => <MoneyField {...field} label={t('ui.invoice.tax')} isRequired />}
          </FormField>
        )}
      </div>
    </>
  );
}
