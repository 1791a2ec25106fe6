import { useIntl } from 'react-intl';
import { Description } from './Description.tsx';
import styles from './Reference.module.css';
import type { ReferenceValue } from './shapes.ts';

/** Values of an enum, with the word or message that the portal shows for each. */
export function Values({ type, values }: { type: string; values: readonly ReferenceValue[] }) {
  const { messages } = useIntl();
  return (
    <ul className={styles.members}>
      {values.map(({ name, description, deprecated }) => {
        // A message may have placeholders, so it is shown as the catalog has it.
        const shown = messages[type === 'ReasonCode' ? `error.${name}` : `enum.${type}.${name}`];
        return (
          <li key={name} id={name}>
            <code>{name}</code>
            {typeof shown === 'string' && shown !== description && (
              <span className="muted">{` · ${shown}`}</span>
            )}
            <Description text={description} deprecated={deprecated} />
          </li>
        );
      })}
    </ul>
  );
}
