import { useText } from '../../../lib/i18n.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Description } from './Description.tsx';
import styles from './Reference.module.css';
import { searchReference } from './search.ts';
import type { ReferenceType } from './shapes.ts';
import { MemberLink } from './TypeName.tsx';

/** Types, fields and values that fit a search. */
export function Hits({ types, text }: { types: readonly ReferenceType[]; text: string }) {
  const t = useText();
  const hits = searchReference(types, text);
  if (hits.length === 0) return <p className="muted">{t('ui.reference.none', { text })}</p>;
  return (
    <Card title={t('ui.reference.hits')}>
      <ul className={styles.members}>
        {hits.map(({ type, member, description }) => (
          <li key={`${type}.${member ?? ''}`}>
            <MemberLink type={type} {...(member && { member })} />
            <Description text={description} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
