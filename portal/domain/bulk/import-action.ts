import { FileUp } from 'lucide-react';
import type { ImportTarget } from '../../gql/graphql.ts';
import type { PageAction } from '../../shell/feature.ts';

/** Mutation that the import sends for each row. */
const ROW_MUTATIONS: Readonly<Record<ImportTarget, string>> = {
  CUSTOMERS: 'partnerBindingInvite',
  DISCOUNTS: 'exclusiveDiscountCreate',
};

/** Button of a list that opens the import of its rows. */
export const importOf = (target: ImportTarget): PageAction => ({
  mutation: 'importStart',
  needs: ROW_MUTATIONS[target],
  label: `ui.import.of.${target}`,
  icon: FileUp,
  to: '/imports',
  search: { target },
});
