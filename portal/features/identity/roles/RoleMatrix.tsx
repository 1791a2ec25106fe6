import { Check, ChevronRight, Minus } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { ROLES } from '../../../domain/roles.ts';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { actionText } from '../../../lib/action-text.ts';
import { type Text, useText } from '../../../lib/i18n.tsx';
import { useSession } from '../../../lib/session.ts';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/display/Icon.tsx';
import { type Part, type Permission, partsOf, typeOf } from './permission-table.ts';
import styles from './RoleMatrix.module.css';

const Permissions = graphql(`
  fragment RoleMatrix_permission on Permission { module name writes roles }
`);

/** Permissions by role and part of the product; a part expands to its permissions. */
export function RoleMatrix({
  permissions,
}: {
  permissions: readonly FragmentType<typeof Permissions>[];
}) {
  const t = useText();
  const { org, member } = useSession();
  const roles = ROLES[org.kind] ?? [];
  const all = permissions.map((one) => readFragment(Permissions, one));
  const types = new Set(all.filter(({ writes }) => !writes).map(({ name }) => name));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={t('ui.team.roles')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('ui.roles.part')}</th>
            {roles.map((role) => (
              <th key={role} scope="col" className={styles.role}>
                {t.enum('Role', role)}
                {role === member.role && <span className="note">{t('ui.roles.yours')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        {partsOf(all, roles).map((part) => (
          <PartRows key={part.module} part={part} roles={roles} types={types} />
        ))}
      </table>
    </section>
  );
}

interface PartRowsProps {
  part: Part;
  roles: readonly string[];
  types: ReadonlySet<string>;
}

function PartRows({ part, roles, types }: PartRowsProps) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const label = t.maybe(`ui.module.${part.module}`, undefined, part.module);
  return (
    <tbody>
      <tr className={styles.part}>
        <th scope="row">
          <Button
            className={styles.opener}
            aria-expanded={isOpen}
            aria-label={t('ui.roles.open', { part: label })}
            onPress={() => setOpen(!isOpen)}
          >
            <Icon of={ChevronRight} size={14} />
            {label}
          </Button>
        </th>
        {roles.map((role) => {
          const level = part.levels[role] ?? 'NONE';
          return (
            <td key={role} className={cx(styles.level, styles[level])}>
              {t(`ui.roles.level.${level}`)}
            </td>
          );
        })}
      </tr>
      {isOpen &&
        part.permissions.map((permission) => (
          <tr key={permission.name}>
            <th scope="row" className={styles.single}>
              {wordsOf(permission, types, t)}
            </th>
            {roles.map((role) => {
              const has = permission.roles.includes(role);
              return (
                <td key={role} className={cx(styles.mark, has && styles.has)}>
                  <Icon of={has ? Check : Minus} label={t(has ? 'ui.roles.yes' : 'ui.roles.no')} />
                </td>
              );
            })}
          </tr>
        ))}
    </tbody>
  );
}

/** Text of a permission: reading a type, or a command by its name in timelines. */
function wordsOf({ name, writes }: Permission, types: ReadonlySet<string>, t: Text): string {
  if (!writes) return t('ui.roles.sees', { type: t.enum('Subject', name) });
  return actionText(name, typeOf(name, types) ?? '', t);
}
