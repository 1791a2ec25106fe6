import { useText } from '../../../lib/i18n.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { Description } from './Description.tsx';
import { Fields } from './Fields.tsx';
import styles from './Reference.module.css';
import type { ReferenceType } from './shapes.ts';
import { MemberLink, TypeName } from './TypeName.tsx';
import { Values } from './Values.tsx';

interface TypeCardProps {
  type: ReferenceType;
  /** Fields that return or accept the type. */
  uses: readonly string[];
}

/** One type: what it is, its fields or values, and where it is used. */
export function TypeCard({ type, uses }: TypeCardProps) {
  const t = useText();
  const { name, kind, description, fields, values, interfaces = [], members } = type;
  return (
    <>
      <Card title={t(`ui.reference.one.${kind}`)}>
        <div className="stack">
          <Description text={description} />
          {interfaces.length > 0 && (
            <p className="muted">
              {t('ui.reference.implements')} <Names names={interfaces} />
            </p>
          )}
        </div>
      </Card>
      {fields && (
        <Card title={t('ui.reference.fields')}>
          <Fields type={name} fields={fields} />
        </Card>
      )}
      {values && (
        <Card title={t('ui.reference.values')}>
          <Values type={name} values={values} />
        </Card>
      )}
      {members && (
        <Card title={t('ui.reference.members')}>
          <Names names={members} />
        </Card>
      )}
      {uses.length > 0 && (
        <Card title={t('ui.reference.uses')}>
          <ul className={styles.types}>
            {uses.map((use) => {
              const [owner = '', member = ''] = use.split('.');
              return (
                <li key={use}>
                  <MemberLink type={owner} member={member} />
                </li>
              );
            })}
          </ul>
        </Card>
      )}
    </>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ', '}
      <TypeName type={name} />
    </span>
  ));
}
