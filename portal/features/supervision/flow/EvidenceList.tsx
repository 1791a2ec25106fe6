import { FileLink } from '../../../domain/files/FileLink.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import styles from './Flow.module.css';

const Evidence = graphql(`
  fragment EvidenceList_evidence on SupervisionEvidence {
    id kind round sha256 rejectedAt
    attachment { id ...FileLink_file }
  }
`);

/** The first and last digits of a hash, enough to compare two. */
export const shortHash = (hash: string): string => `${hash.slice(0, 4)}…${hash.slice(-4)}`;

/** Files with their purpose, size and hash; a rejected document says so. */
export function EvidenceList({ evidence }: { evidence: readonly FragmentType<typeof Evidence>[] }) {
  const t = useText();
  const format = useFormat();
  return (
    <ul className={styles.files}>
      {readFragment(Evidence, evidence).map(
        ({ id, kind, round, sha256, rejectedAt, attachment }) => (
          <li key={id}>
            <span className={styles.name}>
              {attachment ? <FileLink file={attachment} /> : t('ui.none')}
              {rejectedAt && (
                <small className="note t-bad">
                  {t('ui.supervision.documentRejected', { time: format.dateTime(rejectedAt) })}
                </small>
              )}
            </span>
            <span className="note">
              {[
                t.enum('SupervisionEvidenceKind', kind),
                round > 1 && t('ui.supervision.round', { round }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <code className="mono muted" title={sha256}>
              {shortHash(sha256)}
            </code>
          </li>
        ),
      )}
    </ul>
  );
}
