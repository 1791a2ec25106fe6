import { Download } from 'lucide-react';
import type { JobFacts } from '../../domain/bulk/job.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Link } from '../../ui/actions/Link.tsx';
import { Icon } from '../../ui/display/Icon.tsx';

/** The file of a finished export: its link while it is kept. */
export function JobFile({ file }: { file: NonNullable<JobFacts['file']> }) {
  const t = useText();
  const format = useFormat();
  const { name, bytes, rows, expiresAt, removedAt, downloadPath } = file;
  if (removedAt) return <p className="note">{t('ui.transfers.removed')}</p>;
  if (!downloadPath || bytes == null) return null;
  return (
    <p>
      <Link href={downloadPath} download={name}>
        <Icon of={Download} size={14} /> {name}
      </Link>
      <span className="note">
        {' '}
        {t('ui.transfers.keptUntil', {
          rows: rows ?? 0,
          size: format.bytes(bytes),
          until: format.date(expiresAt),
        })}
      </span>
    </p>
  );
}
