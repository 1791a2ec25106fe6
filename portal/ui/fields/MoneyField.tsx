import { DecimalField, type DecimalFieldProps } from './DecimalField.tsx';

export type MoneyFieldProps = Omit<DecimalFieldProps, 'prefix'>;

/** An amount of money as a decimal string with two digits. */
export function MoneyField(props: MoneyFieldProps) {
  return <DecimalField {...props} prefix="¥" />;
}
