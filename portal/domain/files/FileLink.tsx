import { FileArchive, FileImage, FileSpreadsheet, FileText, type LucideIcon } from 'lucide-react';
import { VisuallyHidden } from 'react-aria-components';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { Icon } from '../../ui/display/Icon.tsx';
import styles from './Files.module.css';

const File = graphql(`
  fragment FileLink_file on Attachment { id name mediaType bytes downloadPath }
`);

const icons: Record<string, LucideIcon> = {
  zip: FileArchive,
  png: FileImage,
  jpg: FileImage,
  jpeg: FileImage,
  xlsx: FileSpreadsheet,
  xls: FileSpreadsheet,
  csv: FileSpreadsheet,
};

/** A link that downloads a file, with its size. */
export function FileLink({ file }: { file: FragmentType<typeof File> }) {
  const t = useText();
  const format = useFormat();
  const { name, bytes, downloadPath } = readFragment(File, file);
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  return (
    <Link href={downloadPath} download={name} className={styles.link} title={name}>
      <Icon of={icons[ending] ?? FileText} size={14} />
      <VisuallyHidden>{t('ui.files.download')}</VisuallyHidden>
      <span className="cut">{name}</span>
      <span className="note">{format.bytes(bytes)}</span>
    </Link>
  );
}
