import { DecimalField, type DecimalFieldProps } from './DecimalField.tsx';

export interface MoneyFieldProps extends Omit<DecimalFieldProps, 'prefix'> {
  symbol?: string;
}

/** An amount of money as a decimal string with two digits. */
export function MoneyField({ symbol = '¥', ...rest }: MoneyFieldProps) {
  return <DecimalField {...rest} prefix={symbol} />;
}
