import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { policyValue } from '../../platform/rules/policy.ts';
import { OUTPUT_VAT } from './vat.policies.ts';

/** Returns the output VAT rate of a class in force at an instant, as decimal text: "0.13" (domain §5.5). */
export const outputVatRate = async (
  em: SqlEntityManager,
  vatClass: keyof typeof OUTPUT_VAT,
  at: Date,
): Promise<string> => String(await policyValue(em, OUTPUT_VAT[vatClass], at));
