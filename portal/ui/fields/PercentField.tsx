import Big from 'big.js';
import { DecimalField, type DecimalFieldProps } from './DecimalField.tsx';

export type PercentFieldProps = Omit<DecimalFieldProps, 'suffix' | 'prefix' | 'allowNegative'>;

/** A share typed in percent and kept as a fraction: "0.85" is shown as 85.00 %. */
export function PercentField({ value, onChange, scale = 2, ...rest }: PercentFieldProps) {
  return (
    <DecimalField
      {...rest}
      scale={scale}
      value={value && new Big(value).times(100).toFixed(scale)}
      onChange={(percent) => onChange(percent && new Big(percent).div(100).toString())}
      suffix="%"
    />
  );
}
