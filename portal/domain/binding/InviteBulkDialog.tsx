import { useState } from 'react';
import { graphql } from '../../gql/gql.ts';
import type { BindingType } from '../../gql/graphql.ts';
import { useText } from '../../lib/i18n.tsx';
import { RadioGroup } from '../../ui/fields/RadioGroup.tsx';
import { TextArea } from '../../ui/fields/TextArea.tsx';
import { BulkDialog } from '../bulk/BulkDialog.tsx';
import { type BulkDialogInput, partsOf } from '../bulk/rows.ts';
import { NOTE_MAX, TYPES } from './states.ts';

const inviteCustomers = graphql(`
  mutation InviteBulkDialog_invite($input: PartnerBindingsInviteInput!, $idempotencyKey: ID!, $validateOnly: Boolean) {
    step: partnerBindingsInvite(input: $input, idempotencyKey: $idempotencyKey, validateOnly: $validateOnly) {
      job { ...Job_job }
      summary { ...BulkSummary_summary }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Invites many customers by their contacts on file, with one binding type and message. */
export function InviteBulkDialog(props: BulkDialogInput) {
  const t = useText();
  const [type, setType] = useState<BindingType>('ADVISORY');
  const [note, setNote] = useState('');
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.partnerBindingInvite')}
      document={inviteCustomers}
      input={{ type, note: note.trim() || null }}
      note={t('ui.bulk.inviteNote')}
    >
      <RadioGroup
        label={t('ui.binding.fact.type')}
        value={type}
        onChange={(value) => setType(value as BindingType)}
        orientation="horizontal"
        options={TYPES.map((id) => ({ id, label: t.enum('BindingType', id) }))}
      />
      <TextArea
        label={t('ui.binding.invite.note')}
        description={t('ui.binding.invite.noteHelp')}
        value={note}
        onChange={setNote}
        maxLength={NOTE_MAX}
      />
    </BulkDialog>
  );
}
