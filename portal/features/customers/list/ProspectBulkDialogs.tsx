import { useState } from 'react';
import { TYPES } from '../../../domain/binding/states.ts';
import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { type BulkDialogInput, partsOf } from '../../../domain/bulk/rows.ts';
import type { BindingType } from '../../../gql/graphql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { inviteCustomers, preRegisterCustomers } from './bulk.documents.ts';

const NOTE_MAX = 500;

export function PreRegisterBulkDialog(props: BulkDialogInput) {
  const t = useText();
  const [note, setNote] = useState('');
  return (
    <BulkDialog
      {...partsOf(props)}
      title={t('ui.job.partnerBindingPreRegister')}
      document={preRegisterCustomers}
      input={{ note: note.trim() || null }}
      note={t('ui.binding.preRegister.lead')}
    >
      <TextArea
        label={t('ui.binding.preRegister.note')}
        value={note}
        onChange={setNote}
        maxLength={NOTE_MAX}
      />
    </BulkDialog>
  );
}

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
