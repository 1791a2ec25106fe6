import type { AuthStores, SessionCard } from '../../../platform/auth/ports.ts';
import type { CommandDeps } from '../../../platform/command/types.ts';
import { lookUp } from '../../../platform/db/look-up.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { uuidv7 } from '../../../platform/ids.ts';
import { computed } from '../../../platform/read/computed.ts';
import { tokens } from '../../../platform/secrets.ts';
import { type Sql, sql } from '../../../platform/sql/sql.ts';
import { Role, type Viewer } from '../../../platform/viewer.ts';
import { Background } from '../background.ts';
import { SIGN_IN } from '../user/credential.store.ts';
import {
  freshProofMinutes,
  SECOND_FACTOR_ROLES,
  secondFactorRequired,
} from '../user/sign-in.policies.ts';
import { purgeAttempts } from '../user/sign-in-attempt.store.ts';
import { sessionsEnd } from './session-end.store.ts';
import { permittedTo, refusedToOrganization } from './session-rights.read.ts';

const MINUTE = 60_000;
const IDLE_MS = 30 * MINUTE;
const LONGEST_MS = 12 * 60 * MINUTE;
const LINK_MS = 120 * MINUTE;
/** Interval at which the last use of a session is recorded. */
const MARK_MS = MINUTE;

type Card = Omit<SessionCard, 'may' | 'mayNot' | 'acts'> & {
  readonly refused?: Readonly<Record<string, string | null>>;
};

interface SessionRow {
  readonly id: string;
  readonly userId: string | null;
  readonly memberId: string | null;
  readonly lastSeenMs: number;
  readonly expiresMs: number;
  readonly freshUntilMs: number | null;
  readonly mustEnroll: boolean;
  readonly userName: string | null;
  readonly userMail: string | null;
  readonly role: Role | null;
  readonly orgId: string | null;
  readonly linkId: string | null;
  readonly linkMail: string | null;
  readonly customerId: string | null;
  readonly customerName: string | null;
  readonly subjectId: string | null;
}

interface OpenableMember {
  readonly id: string;
  readonly userId: string;
  readonly role: Role;
  readonly userEpoch: number;
  readonly memberEpoch: number;
  readonly hasSecondFactor: boolean;
}

/**
 * Session store in the database. Each request checks the session with everything on which it depends, so that
 * an end takes effect at once.
 */
export function sessionStore(
  { db, clock, realClock, log, domain }: CommandDeps,
  isDemo: boolean,
): AuthStores['sessions'] {
  const sides = (command: string) =>
    new Set(
      domain.permissions
        .find(({ writes, name }) => writes && name === command)
        ?.roles.map((role) => Role.sideOf(role)),
    );
  const marks = new Background(log);
  const memberCard = memberCardOf(domain);
  /** Time until which a proof given at `now` counts as fresh. */
  const freshFrom = async (tx: Rows, now: Date): Promise<Date> =>
    new Date(now.getTime() + (await freshProofMinutes.value(tx, clock.now())) * MINUTE);

  const judge = (row: SessionRow | undefined, now: Date, quietly: boolean) => {
    if (!row) return null;
    const noted = !quietly && now.getTime() - row.lastSeenMs >= MARK_MS;
    if (noted) {
      marks.once(row.id, () =>
        db.transaction(SIGN_IN, (tx) =>
          tx.rows(sql`update session set last_seen_at = ${now} where id = ${row.id}`),
        ),
      );
    }
    return {
      id: row.id,
      viewer: viewerOf(row, now),
      userId: row.userId,
      mustEnroll: row.mustEnroll,
      endsAt: new Date(row.expiresMs),
      expiresAt: new Date(
        Math.min(row.expiresMs, (noted ? now.getTime() : row.lastSeenMs) + IDLE_MS),
      ),
    };
  };

  const check: AuthStores['sessions']['check'] = (token, quietly) => {
    const hash = tokens.hash(token);
    return {
      id: hash,
      lookUp(found) {
        const now = realClock.now();
        const args = {
          hash,
          now,
          idleSince: new Date(now.getTime() - IDLE_MS),
          today: clock.now(),
        };
        return liveSession(SIGN_IN, args, ([row]) =>
          found(judge(row as SessionRow | undefined, now, quietly)),
        );
      },
    };
  };

  const open = async (
    tx: Rows,
    { id, userId, role, hasSecondFactor, userEpoch, memberEpoch }: OpenableMember,
    opening: Omit<Opening, 'owner' | 'mustEnroll'>,
  ) =>
    openSession(tx, {
      ...opening,
      owner: sql`${userId}, ${id}, null, ${userEpoch}, ${memberEpoch}`,
      mustEnroll:
        !isDemo &&
        !hasSecondFactor &&
        SECOND_FACTOR_ROLES.includes(role) &&
        (await secondFactorRequired.value(tx, clock.now())) === 1,
    });

  return {
    check,

    async describe(session) {
      const { id, userId, viewer } = session;
      const asked =
        userId === null
          ? linkCard(SIGN_IN, { id })
          : memberCard(SIGN_IN, { userId, memberId: viewer.memberId });
      const [row] = await db.lookUp<{ card: Card }>(asked);
      const { refused = {}, ...card } = row!.card;
      const may = session.mustEnroll ? [] : permittedTo(viewer.role, domain);
      const mayNot = Object.fromEntries(
        Object.entries(refused).filter(
          ([name, code]) => code !== null && sides(name).has(viewer.side),
        ),
      ) as Record<string, string>;
      return {
        ...card,
        may: may.filter((name) => !(name in mayNot)),
        mayNot,
        acts: domain.actors.has(viewer.role),
      };
    },

    openMember: ({ userId, epoch }, memberId, origin) =>
      db.transaction(SIGN_IN, async (tx) => {
        const wanted = memberId === null ? sql`true` : sql`m.id = ${memberId}`;
        const member = await openable(tx, userId, sql`${wanted} and u.session_epoch = ${epoch}`);
        if (!member) return null;
        const now = realClock.now();
        const freshUntil = await freshFrom(tx, now);
        return await open(tx, member, { lifeMs: LONGEST_MS, now, origin, freshUntil });
      }),

    openOther: ({ id, userId, endsAt }, memberId, origin) =>
      db.transaction(SIGN_IN, async (tx) => {
        const member = await openable(
          tx,
          userId,
          sql`m.id = ${memberId} and exists (${validSession(sql`${id}`)})`,
        );
        if (!member) return null;
        const now = realClock.now();
        return await open(tx, member, { lifeMs: endsAt.getTime() - now.getTime(), now, origin });
      }),

    async prove(id) {
      await db.transaction(SIGN_IN, async (tx) => {
        const freshUntil = await freshFrom(tx, realClock.now());
        await tx.rows(sql`update session set fresh_until = ${freshUntil} where id = ${id}`);
      });
    },

    async end(token) {
      await db.transaction(SIGN_IN, (tx) =>
        tx.rows(sql`delete from session where token_hash = ${tokens.hash(token)}
            returning ${sessionsEnd(sql`array[user_id, link_id]`)}`),
      );
    },

    settle: () => marks.settle(),
  };
}

/** The user's oldest membership that fulfils a condition and may be used, with the epochs of a session in it. */
async function openable(
  tx: Rows,
  userId: string,
  condition: Sql,
): Promise<OpenableMember | undefined> {
  const [member] = await tx.rows<OpenableMember>(sql`
    select m.id, u.id as "userId", m.role, u.session_epoch as "userEpoch", m.session_epoch as "memberEpoch",
      u.totp_confirmed_at is not null as "hasSecondFactor"
    from membership m join app_user u on u.id = m.user_id join organization o on o.id = m.org_id
    where u.id = ${userId} and ${condition} and u.status = 'ACTIVE' and m.status = 'ACTIVE' and o.status = 'ACTIVE'
    order by m.created_at, m.id limit 1`);
  return member;
}

/** A link that is opened, and the token of the browser's session before. */
interface OpenedLink {
  readonly linkId: string;
  readonly former: string | null;
}

/** Opens the session of a link. A reload of the page opens the link again: the proof of its session goes on. */
export async function openLinkSession(
  tx: Rows,
  { linkId, former }: OpenedLink,
  now: Date,
  origin: Opening['origin'],
) {
  const [before] = await tx.rows<{ freshUntil: Date | null }>(sql`
    select fresh_until as "freshUntil" from session
    where token_hash = ${tokens.hash(former ?? '')} and link_id = ${linkId} and expires_at > ${now}
      and last_seen_at > ${new Date(now.getTime() - IDLE_MS)}`);
  return await openSession(tx, {
    owner: sql`null, null, ${linkId}, null, null`,
    lifeMs: LINK_MS,
    now,
    origin,
    freshUntil: before?.freshUntil ?? null,
  });
}

/**
 * Records that the session of a link has proven to act for the customer. The proof ends with that session, two hours
 * after the link was opened at the latest; runs as the system.
 */
export async function proveLinkSession(tx: Rows, sessionId: string): Promise<void> {
  await tx.rows(sql`update session set fresh_until = expires_at where id = ${sessionId}`);
}

/** Ends the proofs of the sessions of a customer's links; runs as the system. */
export async function endProofsOf(tx: Rows, customerId: string): Promise<void> {
  await tx.rows(sql`update session set fresh_until = null
    where link_id in (select id from one_time_link where customer_id = ${customerId})`);
}

interface Opening {
  /** Values for user, membership, link and the two epochs, on which the session depends. */
  readonly owner: Sql;
  readonly lifeMs: number;
  readonly now: Date;
  readonly origin: { readonly ip: string; readonly userAgent: string };
  readonly freshUntil?: Date | null;
  readonly mustEnroll?: boolean;
}

async function openSession(
  tx: Rows,
  { owner, lifeMs, now, origin, freshUntil = null, mustEnroll = false }: Opening,
) {
  await tx.rows(sql`
    delete from session where id in (
      select id from session where expires_at < ${now} limit 100 for update skip locked)`);
  await purgeAttempts(tx);
  const token = tokens.create();
  const expiresAt = new Date(now.getTime() + lifeMs);
  await tx.rows(sql`
    insert into session (id, created_at, token_hash, last_seen_at, expires_at, ip, user_agent,
      fresh_until, must_enroll, user_id, membership_id, link_id, user_epoch, member_epoch)
    values (${uuidv7(now)}, ${now}, ${tokens.hash(token)}, ${now}, ${expiresAt}, ${origin.ip}, ${origin.userAgent},
      ${freshUntil}, ${mustEnroll}, ${owner})`);
  return { token, expiresAt };
}

/**
 * Whether user and membership are active and neither credentials nor role changed since the session began.
 */
const IS_MEMBER_VALID = sql`u.status = 'ACTIVE' and m.status = 'ACTIVE'
        and u.session_epoch = s.user_epoch and m.session_epoch = s.member_epoch`;

/** Yields a row while the member's session with this id is valid. */
export const validSession = (id: Sql): Sql => sql`
  select 1 from session s join app_user u on u.id = s.user_id join membership m on m.id = s.membership_id
  where s.id = ${id} and ${IS_MEMBER_VALID}`;

/**
 * Session of a token, only while user, membership and organization are active and no credential or role
 * changed since it began; for a customer, while the link is used or not expired.
 */
const liveSession = lookUp(
  sql`
  select s.id, s.user_id as "userId", s.membership_id as "memberId", s.link_id as "linkId",
    ${sql.ms(sql.raw('s.last_seen_at'))} as "lastSeenMs",
    ${sql.ms(sql.raw('s.expires_at'))} as "expiresMs",
    ${sql.ms(sql.raw('s.fresh_until'))} as "freshUntilMs", s.must_enroll as "mustEnroll",
    u.name as "userName", u.mail as "userMail", m.role, m.org_id as "orgId", l.mail as "linkMail",
    l.customer_id as "customerId", l.customer_name as "customerName", l.subject_id as "subjectId"
  from session s
  left join app_user u on u.id = s.user_id
  left join membership m on m.id = s.membership_id
  left join organization o on o.id = m.org_id
  left join one_time_link l on l.id = s.link_id
  where s.token_hash = ${sql.arg('hash')} and s.expires_at > ${sql.arg('now')} and s.last_seen_at > ${sql.arg('idleSince')}
    and case when s.link_id is null
      then o.status = 'ACTIVE' and ${IS_MEMBER_VALID}
      else l.used_at is not null or l.expires_at > ${sql.arg('today')} end`,
);

function viewerOf(row: SessionRow, now: Date): Viewer {
  const scopes = ['read', 'write'] as const;
  const hasFreshProof = row.freshUntilMs !== null && row.freshUntilMs > now.getTime();
  if (row.linkId !== null) {
    return {
      via: 'LINK',
      role: 'buyer',
      side: 'customer',
      tenantId: row.customerId!,
      actorId: row.linkId,
      actorName: row.customerName ?? row.linkMail ?? 'buyer',
      memberId: null,
      scopes,
      hasFreshProof,
      subjectId: row.subjectId,
      sessionId: row.id,
    };
  }
  return {
    via: 'PORTAL',
    role: row.role!,
    side: Role.sideOf(row.role!),
    tenantId: row.orgId!,
    actorId: row.userId!,
    actorName: row.userName!,
    memberId: row.memberId,
    scopes,
    hasFreshProof,
    subjectId: null,
  };
}

const memberCardOf = (domain: CommandDeps['domain']) =>
  lookUp(
    sql`
  select json_build_object(
    'user', json_build_object('id', u.id, 'name', u.name, 'mail', u.mail, 'totp', u.totp_confirmed_at is not null),
    'member', json_build_object('id', m.id, 'role', ${computed.role(sql`m.role`)}),
    'org', json_build_object('id', o.id, 'name', o.name, 'kind', o.kind),
    'refused', ${refusedToOrganization(sql`o.id`, domain)},
    'orgs', (
      select json_agg(json_build_object('memberId', x.id, 'orgId', y.id, 'orgName', y.name, 'role', ${computed.role(sql`x.role`)}) order by x.created_at, x.id)
      from membership x join organization y on y.id = x.org_id
      where x.user_id = u.id and x.status = 'ACTIVE' and y.status = 'ACTIVE')) as card
  from app_user u join membership m on m.user_id = u.id join organization o on o.id = m.org_id
  where u.id = ${sql.arg('userId')} and m.id = ${sql.arg('memberId')}`,
  );

const linkCard = lookUp(
  sql`
  select json_build_object('orgs', json_build_array(), 'link', json_strip_nulls(json_build_object(
    'customerId', l.customer_id, 'customerName', l.customer_name, 'purpose', l.purpose, 'subjectId', l.subject_id,
    'expiresAt', to_char(l.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))) as card
  from session s join one_time_link l on l.id = s.link_id where s.id = ${sql.arg('id')}`,
);

/**
 * Ends the sessions of one membership after a change of role or a suspension, in a transaction of its
 * organization.
 */
export async function endSessionsOfMember(tx: Rows, memberId: string): Promise<void> {
  await tx.rows(sql`update membership set session_epoch = session_epoch + 1 where id = ${memberId}
      returning ${sessionsEnd(sql`array[id]`)}`);
}
