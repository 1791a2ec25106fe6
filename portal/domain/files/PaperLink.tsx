import { FileDown } from 'lucide-react';
import { Link } from '../../ui/actions/Link.tsx';
import { Icon } from '../../ui/display/Icon.tsx';
import styles from './Files.module.css';

export interface PaperLinkProps {
  paper: 'bill' | 'list' | 'cover';
  /** Bill of the paper `bill`, otherwise the invoice. */
  id: string;
  children: string;
}

/** A link that downloads a document which the server writes as a PDF. */
export function PaperLink({ paper, id, children }: PaperLinkProps) {
  return (
    <Link href={`/papers/${paper}/${id}.pdf`} download className={styles.paper} data-noprint>
      <Icon of={FileDown} size={14} />
      {children}
    </Link>
  );
}
