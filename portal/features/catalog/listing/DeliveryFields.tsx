import { type UseFormReturn, useWatch } from 'react-hook-form';
import type { SupervisionTemplate } from '../../../gql/graphql.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { NumberField } from '../../../ui/fields/NumberField.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import type { Listing, TypeRule } from './listing.ts';

/** How the product is delivered: by a service-flow template, at once, or by its seller's own page. */
export function DeliveryFields({
  form: { control },
  rule,
}: {
  form: UseFormReturn<Listing>;
  rule: TypeRule;
}) {
  const t = useText();
  const template = useWatch({ control, name: 'supervisionTemplate' });
  if (!rule.isSold)
    return (
      <FormField control={control} name="leadUrl">
        {(field) => (
          <TextField
            {...field}
            label={t('ui.product.leadUrl')}
            description={t('ui.product.leadHelp')}
            type="url"
            maxLength={500}
            isRequired
          />
        )}
      </FormField>
    );
  if (rule.templates.length === 0) return <p className="note">{t('ui.product.instantHelp')}</p>;
  const choices: (SupervisionTemplate | '')[] = [
    ...(rule.templateRequired ? [] : ['' as const]),
    ...rule.templates,
  ];
  return (
    <div className="stack">
      <FormField control={control} name="supervisionTemplate">
        {({ inputRef: _, onChange, ...field }) => (
          <RadioGroup
            {...field}
            onChange={(next) => onChange(next as SupervisionTemplate | '')}
            label={t('ui.product.template')}
            variant="cards"
            isRequired={rule.templateRequired}
            options={choices.map((id) => ({
              id,
              label: id ? t.enum('SupervisionTemplate', id) : t('ui.product.instant'),
              description: t.maybe(`ui.product.template.${id || 'NONE'}`),
            }))}
          />
        )}
      </FormField>
      {template && (
        <FormField control={control} name="averageDeliveryDays">
          {(field) => (
            <NumberField
              {...field}
              label={t('ui.product.deliveryDays')}
              description={t('ui.product.deliveryHelp')}
              min={1}
              max={365}
              suffix={t('ui.product.naturalDays')}
              isRequired
            />
          )}
        </FormField>
      )}
    </div>
  );
}
