import { useQuery } from 'urql';
import { tray } from '../../domain/bulk/tray.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { useObjectPath } from '../../shell/objects.ts';
import { QueryGate } from '../../shell/QueryGate.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import styles from './Tasks.module.css';

const Rows = graphql(`
  query TaskRows($id: ID!) {
    job(by: { id: $id }) {
      id
      results { outcome code count }
      troubled: rows(first: 100, filter: { outcome: [REFUSED, FAILED, SKIPPED] }) {
        nodes { id subjectId subjectType label outcome code params { key value } }
      }
      rows(first: 100, filter: { outcome: [DONE, WAITING] }) {
        nodes { id subjectId subjectType label outcome }
      }
    }
  }
`);

interface Row {
  id: string;
  subjectId: string;
  subjectType: string;
  label?: string | null;
  outcome: string;
  code?: string | null;
  params?: readonly { key: string; value: string }[];
}

function groupsOf(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.outcome} ${row.code ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

/** The rows of a job by outcome and reason, those with a reason first. */
export function TaskRows({ id }: { id: string }) {
  const t = useText();
  const [result, reload] = useQuery({
    query: Rows,
    variables: { id },
    requestPolicy: 'cache-and-network',
  });
  return (
    <QueryGate result={result} retry={reload} skeleton={<Skeleton lines={3} height={24} />}>
      {({ job }) => {
        if (!job) return null;
        const rows: readonly Row[] = [...job.troubled.nodes, ...job.rows.nodes];
        const groups = groupsOf(rows);
        return [...groups].map(([key, members]) => {
          const { outcome, code = null, params } = members[0]!;
          const values = Object.fromEntries((params ?? []).map((p) => [p.key, p.value]));
          const total = job.results.find((r) => r.outcome === outcome && (r.code ?? null) === code);
          return (
            <Group
              key={key}
              // A sentence as a heading, followed by a count.
              title={(code ? t.error(code, values) : t.enum('JobRowOutcome', outcome)).replace(
                /[.。]$/,
                '',
              )}
              count={total?.count ?? members.length}
              rows={members}
            />
          );
        });
      }}
    </QueryGate>
  );
}

function Group({ title, count, rows }: { title: string; count: number; rows: readonly Row[] }) {
  const t = useText();
  const format = useFormat();
  const pathOf = useObjectPath();
  return (
    <section className={styles.group}>
      <h3>
        {title} <span className="muted">{format.number(count)}</span>
      </h3>
      <ul>
        {rows.map(({ id, subjectId, subjectType, label }) => {
          const path = label ? pathOf(subjectType, subjectId) : null;
          return (
            <li key={id}>
              {path ? (
                <RouteLink to={path} onClick={() => tray.set({ isOpen: false, job: null })}>
                  {label}
                </RouteLink>
              ) : (
                (label ?? t('ui.tasks.unknownRow'))
              )}
            </li>
          );
        })}
      </ul>
      {count > rows.length && (
        <p className="note">{t('ui.tasks.more', { count: count - rows.length })}</p>
      )}
    </section>
  );
}
