import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Reference.module.css';
import type { ReferenceKind, ReferenceType } from './shapes.ts';

const KINDS: readonly ReferenceKind[] = ['ROOT', 'OBJECT', 'ABSTRACT', 'INPUT', 'ENUM', 'SCALAR'];

/** All types by kind. Edges and payloads are reached from the fields that return them. */
export function TypeList({ types }: { types: readonly ReferenceType[] }) {
  const t = useText();
  return KINDS.map((kind) => (
    <Card key={kind} title={t(`ui.reference.kind.${kind}`)}>
      <ul className={styles.types}>
        {types
          .filter((type) => type.kind === kind && !isPart(type.name))
          .map(({ name }) => (
            <li key={name}>
              <RouteLink to="/developers/reference" search={{ type: name }}>
                {name}
              </RouteLink>
            </li>
          ))}
      </ul>
    </Card>
  ));
}

const isPart = (name: string): boolean => /(?:Connection|Edge|Payload)$|^_/.test(name);
