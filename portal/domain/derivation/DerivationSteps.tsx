import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { DerivationSteps_DerivationFragment } from '../../gql/graphql.ts';
import { type Format, useFormat } from '../../lib/format.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import styles from './Derivation.module.css';

const Derivation = graphql(`
  fragment DerivationSteps_derivation on Derivation {
    rule formula version rounding
    inputs { name value unit }
    steps { operation value isExact }
    result { amount currency }
  }
`);
type Derivation = DerivationSteps_DerivationFragment;

const SIGNS: Readonly<Record<string, string>> = { '*': '×', '/': '÷', '+': '+', '-': '−' };
/** Names of inputs, without the functions `max(` and `min(`. */
const NAMES = /[a-z]\w*(?![\w(])/gi;

/** The operand with its values: `(1 + productVatRate)` → "(1 + 13%)". */
function withValues(operand: string, { inputs }: Derivation, format: Format): string {
  const shown = operand.replaceAll(NAMES, (name) => {
    const input = inputs.find((one) => one.name === name);
    if (!input) return name;
    if (input.unit === 'RATE') return format.percent(input.value, 4);
    return input.unit === 'CNY' ? format.amount(input.value) : input.value;
  });
  return shown.replaceAll(/ ([*/-]) /g, (_, sign: string) => ` ${SIGNS[sign]} `);
}

const labelOf = (operand: string, t: Text): string =>
  (operand.match(NAMES) ?? []).map((name) => t.maybe(`ui.derivation.input.${name}`)).join(' ');

/** Value after a step: two decimals, or all that are known with a mark that more follow. */
function running(value: string, isExact: boolean, format: Format): string {
  const decimals = value.split('.')[1]?.length ?? 0;
  return `${format.amount(value, Math.max(decimals, 2))}${isExact ? '' : '…'}`;
}

/** Steps of a derivation, one in a row: operation, its inputs, and the value after it. */
export function DerivationSteps({ derivation }: { derivation: FragmentType<typeof Derivation> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Derivation, derivation);
  return (
    <dl className={styles.steps}>
      {d.steps.map(({ operation, value, isExact }) => {
        const [, sign = '', operand = ''] = /^([*/+-] )?(.*)$/.exec(operation) ?? [];
        const label = labelOf(operand, t);
        // The first operand is the value itself, or a choice between values.
        const shown = sign || operand.includes('(') ? withValues(operand, d, format) : '';
        return (
          <div key={operation} className={styles.step}>
            <dt>
              <span className={styles.sign}>{SIGNS[sign.trim()]}</span>
              <span>
                {label} {shown}
              </span>
            </dt>
            <dd>{running(value, isExact, format)}</dd>
          </div>
        );
      })}
      <div className={styles.result}>
        <dt>
          <span className={styles.sign}>=</span>
          <span>{t.enum('DerivationRounding', d.rounding)}</span>
        </dt>
        <dd>{format.amount(d.result.amount)}</dd>
      </div>
    </dl>
  );
}

/** The calculation in one line, to be copied: `368000.00 * 0.08 / (1 + 0.13) * (1 + 0.06) = 27616.28`. */
export const calculationText = (masked: FragmentType<typeof Derivation>): string => {
  const { formula, inputs, result } = readFragment(Derivation, masked);
  const values = new Map(inputs.map(({ name, value }) => [name, value]));
  const filled = formula.replaceAll(NAMES, (name) => values.get(name) ?? name);
  return `${filled} = ${result.amount}`;
};

export const ruleText = (masked: FragmentType<typeof Derivation>, t: Text): string => {
  const { rule, version } = readFragment(Derivation, masked);
  return t('ui.derivation.version', { rule: t.enum('DerivationRule', rule), version });
};
