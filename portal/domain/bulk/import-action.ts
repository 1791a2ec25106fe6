import { FileUp } from 'lucide-react';
import type { ImportTarget } from '../../gql/graphql.ts';
import type { PageAction } from '../../shell/feature.ts';

/** Button of a list that opens the import of its rows. */
export const importOf = (target: ImportTarget): PageAction => ({
  mutation: 'importStart',
  label: `ui.import.of.${target}`,
  icon: FileUp,
  to: '/imports',
  search: { target },
});
