import { useState } from 'react';
import { BulkDialog } from '../../../domain/bulk/BulkDialog.tsx';
import { rowsOf } from '../../../domain/bulk/rows.ts';
import type { BulkProps } from '../../../domain/bulk/selection.ts';
import type { BulkDocument } from '../../../domain/bulk/useDryRun.ts';
import { useText } from '../../../lib/i18n.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { addTags, removeTags } from './bulk.documents.ts';

type DialogProps = BulkProps & { onClose: () => void };

/** Labels typed in one box, separated by Latin or Chinese commas and semicolons. */
const tagsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,，、;；]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];

interface TagsDialogProps extends DialogProps {
  title: string;
  document: BulkDocument<{ tags: string[] }>;
}

function TagsDialog({ title, document, selection, clear, onClose }: TagsDialogProps) {
  const t = useText();
  const [text, setText] = useState('');
  const tags = tagsIn(text);
  return (
    <BulkDialog
      title={title}
      rows={rowsOf(selection)}
      document={document}
      input={tags.length > 0 ? { tags } : null}
      note={t('ui.bulk.undoable')}
      onClose={onClose}
      onStarted={clear}
    >
      <TextField
        label={t('ui.customer.tags')}
        description={t('ui.bulk.tagsHelp')}
        value={text}
        onChange={setText}
      />
    </BulkDialog>
  );
}

export function AddTagsDialog(props: DialogProps) {
  return <TagsDialog {...props} title={useText()('ui.job.customerAddTags')} document={addTags} />;
}

export function RemoveTagsDialog(props: DialogProps) {
  return (
    <TagsDialog {...props} title={useText()('ui.job.customerRemoveTags')} document={removeTags} />
  );
}
