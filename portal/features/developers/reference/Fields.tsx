import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Description } from './Description.tsx';
import styles from './Reference.module.css';
import type { ReferenceArgument, ReferenceField } from './shapes.ts';
import { TypeName } from './TypeName.tsx';

/** Fields of a type, each with its own address, its type, description and arguments. */
export function Fields({ type, fields }: { type: string; fields: readonly ReferenceField[] }) {
  const t = useText();
  return (
    <ul className={styles.members}>
      {fields.map((field) => (
        <li key={field.name} id={field.name}>
          <RouteLink to="/developers/reference" search={{ type }} hash={field.name}>
            <code>{field.name}</code>
          </RouteLink>
          <Signature of={field} />
          <Description text={field.description} deprecated={field.deprecated} />
          {field.args && (
            <ul className={styles.args} aria-label={t('ui.reference.args')}>
              {field.args.map((arg) => (
                <li key={arg.name}>
                  <code>{arg.name}</code>
                  <Signature of={arg} />
                  <Description text={arg.description} deprecated={arg.deprecated} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Type and default value, after a name. */
function Signature({ of: { type, initial } }: { of: ReferenceArgument }) {
  return (
    <code>
      {': '}
      <TypeName type={type} />
      {initial !== undefined && ` = ${initial}`}
    </code>
  );
}
