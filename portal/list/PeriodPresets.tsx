import { useText } from '../lib/i18n.tsx';
import { PRESETS, presetOf } from '../lib/period.ts';
import { Segmented } from '../ui/fields/Segmented.tsx';

export interface PeriodPresetsProps {
  label: string;
  text: string;
  onChange: (text: string) => void;
}

/** This month, the last one, …: a press sets the filter, a second press clears it. */
export function PeriodPresets({ label, text, onChange }: PeriodPresetsProps) {
  const t = useText();
  return (
    <Segmented
      label={t('ui.period.of', { label })}
      value={presetOf(text) ?? null}
      options={PRESETS.map((id) => ({ id, label: t(`ui.period.${id}`) }))}
      onChange={(id) => onChange(id ?? '')}
      clearable
    />
  );
}
