import { useState } from 'react';
import { useQuery } from 'urql';
import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { rowsOf } from '../../../domain/bulk/rows.ts';
import type { BulkProps } from '../../../domain/bulk/selection.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { assignManagers } from './bulk.documents.ts';

const Members = graphql(`
  query AssignBulkDialog {
    members(first: 100, filter: { status: [ACTIVE] }, orderBy: { field: NAME, direction: ASC }) {
      nodes { id name role }
    }
  }
`);

const NOBODY = 'nobody';

export function AssignBulkDialog({
  selection,
  clear,
  onClose,
}: BulkProps & { onClose: () => void }) {
  const t = useText();
  const [{ data }] = useQuery({ query: Members });
  const [choice, setChoice] = useState<string | null>(null);
  return (
    <BulkDialog
      title={t('ui.job.customerAssignManager')}
      rows={rowsOf(selection)}
      document={assignManagers}
      input={choice === null ? null : { memberId: choice === NOBODY ? null : choice }}
      note={t('ui.bulk.undoable')}
      onClose={onClose}
      onStarted={clear}
    >
      <Select
        label={t('ui.customer.manager')}
        placeholder={t('ui.bulk.chooseManager')}
        value={choice}
        onChange={setChoice}
        options={[
          { id: NOBODY, label: t('ui.customer.noManager') },
          ...(data?.members.nodes ?? []).map(({ id, name, role }) => ({
            id,
            label: name,
            description: t.enum('Role', role),
          })),
        ]}
      />
    </BulkDialog>
  );
}
