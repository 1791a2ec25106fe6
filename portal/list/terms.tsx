import type { ReactNode } from 'react';
import { TermHelp, type TermName } from '../domain/Term.tsx';
import type { Label } from './column.ts';

/** Terms of the trade among the heads of lists. */
const TERMS: Partial<Record<Label & string, TermName>> = {
  'ui.rate': 'payRate',
  'ui.discount.floor': 'floor',
  'ui.authorization.floorPayRate': 'floor',
  'ui.product.share': 'share',
  'ui.bill.settlement': 'settlement',
  'ui.binding.fact.type': 'bindingType',
};

/** The explanation of a column's head, if it is a term. */
export function helpOf(header: Label): ReactNode {
  const term = typeof header === 'string' ? TERMS[header] : undefined;
  return term && <TermHelp of={term} />;
}
