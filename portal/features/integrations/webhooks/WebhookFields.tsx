import type { Control } from 'react-hook-form';
import { z } from 'zod/mini';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { CheckboxGroup } from '../../../ui/fields/Checkbox.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';

/** Types that programs follow most; an address of all events has no choice. */
const TYPES = [
  'Customer',
  'PartnerBinding',
  'CspAuthorization',
  'JointSalesAuthorization',
  'ExclusiveDiscount',
  'PrivateOffer',
  'CustomerDemand',
  'Order',
  'RefundRequest',
  'Supervision',
  'Appeal',
  'SettlementBill',
  'LineDispute',
  'Invoice',
  'Product',
] as const;

export const webhookShape = {
  name: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  url: z.string().check(z.trim(), z.minLength(1, 'ui.form.required')),
  subjectTypes: z.array(z.string()),
  events: z.string(),
};

export interface WebhookValues {
  name: string;
  url: string;
  subjectTypes: string[];
  /** Names, separated by commas or spaces. */
  events: string;
}

export const inputOf = ({ name, url, subjectTypes, events }: WebhookValues) => ({
  name,
  url,
  subjectTypes,
  events: events.split(/[\s,，、]+/).filter(Boolean),
});

/** Purpose, address and choice of events of a webhook. */
export function WebhookFields({ control }: { control: Control<WebhookValues> }) {
  const t = useText();
  return (
    <>
      <FormField control={control} name="name">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.webhook.name')}
            description={t('ui.webhook.nameHelp')}
            isRequired
            maxLength={80}
          />
        )}
      </FormField>
      <FormField control={control} name="url">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.webhook.url')}
            description={t('ui.webhook.urlHelp')}
            isRequired
            maxLength={500}
          />
        )}
      </FormField>
      <FormField control={control} name="subjectTypes">
        {({ inputRef: _, ...field }) => (
          <CheckboxGroup
            {...field}
            label={t('ui.webhook.types')}
            description={t('ui.webhook.typesHelp')}
            options={[...new Set([...TYPES, ...field.value])].map((id) => ({
              id,
              label: t.enum('Subject', id),
            }))}
          />
        )}
      </FormField>
      <FormField control={control} name="events">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.webhook.events')}
            description={t('ui.webhook.eventsHelp')}
            maxLength={500}
          />
        )}
      </FormField>
    </>
  );
}
