import Big from 'big.js';
import type { BoundProps } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import { MoneyField } from '../../ui/fields/MoneyField.tsx';
import { NumberField } from '../../ui/fields/NumberField.tsx';
import { PercentField } from '../../ui/fields/PercentField.tsx';
import { RadioGroup } from '../../ui/fields/RadioGroup.tsx';

const LAST_DAY_OF_EVERY_MONTH = 28;

/** A control for the unit of a policy. Its value is the decimal string of the API. */
export function PolicyValueField({
  unit,
  description,
  value,
  onChange,
  inputRef,
  ...field
}: BoundProps<string> & { unit: string; description: string }) {
  const t = useText();
  const common = { ...field, label: t('ui.policy.newValue'), description, isRequired: true };
  if (unit === 'FLAG')
    return (
      <RadioGroup
        {...common}
        orientation="horizontal"
        value={value}
        onChange={onChange}
        options={[
          { id: '1', label: t('ui.policy.yes') },
          { id: '0', label: t('ui.policy.no') },
        ]}
      />
    );
  if (unit === 'RATE')
    return <PercentField {...common} value={value} onChange={onChange} inputRef={inputRef} />;
  if (unit === 'FEN')
    return (
      <MoneyField
        {...common}
        value={value && new Big(value).div(100).toFixed(2)}
        onChange={(amount) => onChange(amount && new Big(amount).times(100).toFixed(0))}
        inputRef={inputRef}
      />
    );
  return (
    <NumberField
      {...common}
      value={value === '' ? null : Number(value)}
      onChange={(next) => onChange(next === null ? '' : String(next))}
      min={1}
      max={unit === 'DAY_OF_MONTH' ? LAST_DAY_OF_EVERY_MONTH : undefined}
      suffix={t.maybe(`ui.policy.suffix.${unit.toLowerCase().replaceAll('_', '-')}`, undefined, '')}
      inputRef={inputRef}
    />
  );
}
