import { type Ref, useEffect } from 'react';
import { z } from 'zod/mini';
import { useText } from '../../lib/i18n.tsx';
import { FileField } from '../../ui/fields/FileField.tsx';
import { UploadList } from './UploadList.tsx';
import { useUploads } from './use-uploads.ts';

/** Endings that the server accepts, for the file dialog. */
export const ACCEPTED = [
  ...['.pdf', '.png', '.jpg', '.jpeg', '.docx', '.xlsx', '.doc', '.xls'],
  ...['.zip', '.ofd', '.xml', '.txt', '.csv'],
] as const;

/** Value while a file is still on its way. */
const UNDER_WAY = 'UNDER_WAY';

/** Whether a value of a `FilesField` has a file that is still on its way. */
export const isUploading = (ids: readonly string[]): boolean => ids.includes(UNDER_WAY);

/** Form values of a `FilesField`: ids of uploaded files. A running upload is an error of the field. */
export const filesShape = ({ min = 0 }: { min?: number } = {}) =>
  z.array(z.string()).check(
    z.refine((ids) => !isUploading(ids), { error: 'ui.files.wait', abort: true }),
    z.minLength(min, { error: 'ui.files.required' }),
  );

export interface FilesFieldProps {
  label: string;
  description?: string;
  error?: string | null;
  /** Ids of the files that the server has taken. */
  value: readonly string[];
  onChange: (ids: string[]) => void;
  onBlur?: () => void;
  name?: string;
  inputRef?: Ref<never>;
  max?: number;
  accept?: readonly string[];
}

/**
 * Uploads files of a form, as soon as they are chosen or dropped. Bind it by `FormField` with `filesShape`, and send its
 * value as the input's attachments.
 */
export function FilesField(props: FilesFieldProps) {
  const { label, description, error, value, onChange, max = 10, accept = ACCEPTED } = props;
  const t = useText();
  const uploads = useUploads(max);
  const ids = [...uploads.ids, ...(uploads.isPending ? [UNDER_WAY] : [])];
  const isNew = ids.join() !== value.join();
  useEffect(() => {
    if (isNew) onChange(ids);
  });
  return (
    <div className="stack">
      <FileField
        label={label}
        description={description ?? t('ui.files.help', { max })}
        error={error ?? null}
        files={[]}
        onChange={uploads.add}
        accept={accept}
        multiple
        browseLabel={t('ui.files.browse')}
        removeLabel={(name) => t('ui.files.remove', { name })}
        isDisabled={uploads.list.length >= max}
      />
      <UploadList uploads={uploads} />
    </div>
  );
}
