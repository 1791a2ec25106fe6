import type { ReactNode } from 'react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { toast } from '../../ui/feedback/Toast.tsx';
import styles from './Derivation.module.css';
import { calculationText, DerivationSteps, ruleText } from './DerivationSteps.tsx';

const Derivation = graphql(`
  fragment Calculation_derivation on Derivation { rule ...DerivationSteps_derivation }
`);

export interface CalculationProps {
  derivation: FragmentType<typeof Derivation>;
  /** Links and actions of the explained row, below the steps. */
  children?: ReactNode;
}

/** Calculation of an amount: inputs, steps, rounding and rule, with the formula to be copied. */
export function Calculation({ derivation, children }: CalculationProps) {
  const t = useText();
  const d = readFragment(Derivation, derivation);
  return (
    <>
      <DerivationSteps derivation={d} />
      <footer className={styles.foot}>
        <span className="note">{ruleText(d, t)}</span>
        <Button
          size="sm"
          variant="ghost"
          onPress={async () => {
            await navigator.clipboard.writeText(calculationText(d));
            toast.show({ tone: 'good', title: t('ui.copied') });
          }}
        >
          {t('ui.derivation.copy')}
        </Button>
        {children}
      </footer>
    </>
  );
}
