import { FileUp, Paperclip, X } from 'lucide-react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { Button } from '../actions/Button.tsx';
import { IconButton } from '../actions/IconButton.tsx';
import { Icon } from '../display/Icon.tsx';
import styles from './FileField.module.css';

export interface FileFieldProps {
  label: string;
  description?: string;
  error?: string | null;
  files: readonly File[];
  onChange: (files: File[]) => void;
  accept?: readonly string[];
  multiple?: boolean;
  browseLabel: string;
  removeLabel: (name: string) => string;
  isDisabled?: boolean;
}

/** File selection by drop or dialog; the caller uploads the files. */
export function FileField(props: FileFieldProps) {
  const {
    label,
    description,
    error,
    files,
    onChange,
    accept,
    multiple = false,
    browseLabel,
    removeLabel,
    isDisabled,
  } = props;
  const add = (more: File[]) => onChange(multiple ? [...files, ...more] : more.slice(0, 1));
  return (
    <div className={styles.field}>
      <DropZone
        aria-label={label}
        isDisabled={isDisabled}
        className={styles.zone}
        data-invalid={error ? '' : undefined}
        onDrop={async (event) =>
          add(await Promise.all(event.items.filter(isFileDropItem).map((item) => item.getFile())))
        }
      >
        <Icon of={FileUp} size={20} />
        <span className={styles.text}>
          <strong>{label}</strong>
          {description && <span className="note">{description}</span>}
        </span>
        <FileTrigger
          acceptedFileTypes={accept}
          allowsMultiple={multiple}
          onSelect={(list) => list && add([...list])}
        >
          <Button size="sm" isDisabled={isDisabled}>
            {browseLabel}
          </Button>
        </FileTrigger>
      </DropZone>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <ul className={styles.files}>
        {files.map((file) => (
          <li key={`${file.name}-${file.size}-${file.lastModified}`}>
            <Icon of={Paperclip} size={14} />
            <span className="cut grow">{file.name}</span>
            <IconButton
              icon={X}
              size="sm"
              label={removeLabel(file.name)}
              onPress={() => onChange(files.filter((f) => f !== file))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
