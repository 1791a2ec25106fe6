import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '../../platform/clock.ts';
import { type Database, rowsIn } from '../../platform/db/database.ts';
import type { FoundLink, LinkState, LinkStore } from '../../platform/http/ports.ts';
import { uuidv7 } from '../../platform/ids.ts';
import { sql } from '../../platform/read/sql.ts';
import { hashToken, newToken } from '../../platform/secrets.ts';
import { SIGN_IN, setPassword } from './credentials.commands.ts';
import { joinByInvitation, passwordOf } from './joining.commands.ts';
import { type LinkPurpose, OneTimeLinkEntity } from './one-time-link.entity.ts';
import { openLinkSession } from './sessions.commands.ts';

export interface NewLink {
  readonly now: Date;
  readonly expiresAt: Date;
  readonly purpose: LinkPurpose;
  /** What it is about: the user, the invitation or the binding. */
  readonly subjectId: string;
  readonly mail?: string | null;
  /** Customer whose space it opens; none for a link to the sign-in pages. */
  readonly customerId?: string | null;
  readonly customerName?: string | null;
  /** Organization that issues it; none when the system does. */
  readonly issuerOrgId?: string | null;
  /** User, key or job that issues it. */
  readonly createdBy: string;
}

/** Writes a link inside the transaction of `em` and returns its token, which is known to nobody else. */
export async function issueLink(em: SqlEntityManager, { now, ...link }: NewLink): Promise<string> {
  const token = newToken();
  em.create(OneTimeLinkEntity, {
    ...link,
    id: uuidv7(now),
    createdAt: now,
    tokenHash: hashToken(token),
    usedAt: null,
  });
  await em.flush();
  return token;
}

/**
 * Uses up the link a buyer came by (the viewer's `actorId`), inside the transaction of the command that
 * it confirms. False when it was used or has expired: the command must then refuse.
 */
export async function burnLink(em: SqlEntityManager, linkId: string, now: Date): Promise<boolean> {
  const burnt = await rowsIn(
    em,
    sql`
    update one_time_link set used_at = ${now} where id = ${linkId} and used_at is null and expires_at > ${now} returning id`,
  );
  return burnt.length === 1;
}

/** Ends all open links about a subject, and with them the sessions they opened: it was withdrawn or done. */
export async function endLinksOf(
  em: SqlEntityManager,
  subjectId: string,
  now: Date,
): Promise<void> {
  await rowsIn(
    em,
    sql`
    update one_time_link set expires_at = ${now} where subject_id = ${subjectId} and used_at is null and expires_at > ${now}`,
  );
}

interface LinkRow {
  readonly id: string;
  readonly purpose: LinkPurpose;
  readonly subjectId: string;
  readonly customerId: string | null;
  readonly used: boolean;
  readonly expired: boolean;
}

const linkByToken = (token: string, now: Date, lock = sql``) => sql`
  select id, purpose, subject_id as "subjectId", customer_id as "customerId", used_at is not null as used,
    expires_at <= ${now} as expired
  from one_time_link where token_hash = ${hashToken(token)} ${lock}`;

const stateOf = ({ used, expired }: LinkRow): LinkState =>
  used ? 'USED' : expired ? 'EXPIRED' : 'OK';

/** Links as their bearers meet them. Times are the product's, so a link ends when the portal says it does. */
export function linkStore({
  db,
  clock,
  realClock,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly realClock: Clock;
}): LinkStore {
  const inSystem = <T>(work: (em: SqlEntityManager) => Promise<T>): Promise<T> =>
    db.transaction(SIGN_IN, work);

  return {
    find: (token) =>
      inSystem<FoundLink | null>(async (em) => {
        const [link] = await rowsIn<LinkRow>(em, linkByToken(token, clock.now()));
        if (!link) return null;
        const { id, purpose, customerId } = link;
        // An invitation that was taken back leaves its link behind; it leads nowhere any more.
        const over =
          stateOf(link) === 'OK' &&
          customerId === null &&
          !(await passwordOf(em, link, clock.now()));
        return { id, purpose, customerId, state: over ? 'EXPIRED' : stateOf(link) };
      }),

    openSession: (link, origin) =>
      inSystem((em) => openLinkSession(em, link.id, realClock.now(), origin)),

    passwordSubject: (token) =>
      inSystem(async (em) => {
        const [link] = await rowsIn<LinkRow>(em, linkByToken(token, clock.now()));
        return link && stateOf(link) === 'OK' ? await passwordOf(em, link, clock.now()) : null;
      }),

    applyPasswordLink: (token, passwordHash) =>
      inSystem(async (em) => {
        const now = clock.now();
        const [link] = await rowsIn<LinkRow>(em, linkByToken(token, now, sql`for update`));
        if (!link || stateOf(link) !== 'OK')
          return { done: false, code: link ? stateOf(link) : 'UNKNOWN' };
        const subject = await passwordOf(em, link, now);
        if (!subject) return { done: false, code: 'UNKNOWN' };
        if (link.purpose === 'JOIN_ORGANIZATION') {
          const problem = await joinByInvitation(em, link.subjectId, passwordHash, now);
          if (problem) return { done: false, code: problem };
        } else {
          await setPassword(em, { id: link.subjectId, mail: subject.mail }, passwordHash);
        }
        await rowsIn(em, sql`update one_time_link set used_at = ${now} where id = ${link.id}`);
        return { done: true, mail: subject.mail };
      }),
  };
}
