import type { AuthStores } from '../../../platform/auth/ports.ts';
import { transact } from '../../../platform/command/pipeline.ts';
import type { CommandDeps } from '../../../platform/command/types.ts';
import type { Rows } from '../../../platform/db/transaction.ts';
import { outbox } from '../../../platform/jobs/outbox.ts';
import { tokens } from '../../../platform/secrets.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { joinByInvitation, passwordOf } from '../member/joining.write.ts';
import { openLinkSession } from '../session/session.store.ts';
import { SIGN_IN, setPassword } from '../user/credential.store.ts';
import type { LinkPurpose } from './one-time-link.entity.ts';
import { endLinksOf, keepSignedLink } from './one-time-link.store.ts';

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
  from one_time_link where token_hash = ${tokens.hash(token)} ${lock}`;

const stateOf = ({ used, expired }: LinkRow) => (used ? 'USED' : expired ? 'EXPIRED' : 'OK');

/** Link store of the HTTP layer. Links expire by the product's clock, as the portal shows. */
export function linkStore(deps: CommandDeps): AuthStores['links'] {
  const { db, clock, realClock } = deps;
  const inSystem = <T>(work: (tx: Rows) => Promise<T>): Promise<T> => db.transaction(SIGN_IN, work);

  /** Returns subject and purpose of a signed token; null for any other token. */
  const signed = async (tx: Rows, token: string) => {
    for (const links of deps.domain.signedLinks) {
      const found = await links.find(tx, deps.secrets, token, clock.now());
      if (found) return { ...found, purpose: links.purpose as LinkPurpose };
    }
    return null;
  };

  return {
    find: (token) =>
      inSystem(async (tx) => {
        const offer = await signed(tx, token);
        if (offer) {
          const { purpose, customerId, state } = offer;
          return { id: null, purpose, customerId, state };
        }
        const [link] = await tx.rows<LinkRow>(linkByToken(token, clock.now()));
        if (!link) return null;
        const { id, purpose, customerId } = link;
        // The link of a revoked invitation remains, but leads nowhere.
        const over =
          stateOf(link) === 'OK' &&
          customerId === null &&
          !(await passwordOf(tx, link, clock.now()));
        return { id, purpose, customerId, state: over ? 'EXPIRED' : stateOf(link) };
      }),

    openSession: (token, { id }, origin, former) =>
      inSystem(async (tx) => {
        const open = (linkId: string) =>
          openLinkSession(tx, { linkId, former }, realClock.now(), origin);
        if (id) return await open(id);
        const offer = await signed(tx, token);
        if (offer?.state !== 'OK') return null;
        const kept = await keepSignedLink(tx, token, { ...offer, now: clock.now() });
        return await open(kept);
      }),

    passwordSubject: (token) =>
      inSystem(async (tx) => {
        const [link] = await tx.rows<LinkRow>(linkByToken(token, clock.now()));
        return link && stateOf(link) === 'OK' ? await passwordOf(tx, link, clock.now()) : null;
      }),

    applyPasswordLink: (token, passwordHash, requestId) =>
      transact(deps, SIGN_IN, requestId, async (tx) => {
        const { now } = tx;
        const [link] = await tx.rows<LinkRow>(linkByToken(token, now, sql`for update`));
        if (!link || stateOf(link) !== 'OK')
          return { done: false, code: link ? stateOf(link) : 'UNKNOWN' };
        const { id, purpose, subjectId } = link;
        const subject = await passwordOf(tx, link, now);
        if (!subject) return { done: false, code: 'UNKNOWN' };
        if (purpose === 'JOIN_ORGANIZATION') {
          const problem = await joinByInvitation(tx, subjectId, passwordHash);
          if (problem) return { done: false, code: problem };
        } else {
          await setPassword(tx, { id: subjectId, mail: subject.mail }, passwordHash);
          tx.audit({ action: 'passwordSet', subjectType: 'User', subjectId });
          await outbox.mail(tx, {
            template: 'passwordChanged',
            locale: subject.person!.locale,
            to: subject.mail,
            now,
            params: { name: subject.person!.name },
            links: { forgotLink: '/forgot-password' },
          });
        }
        await tx.rows(sql`update one_time_link set used_at = ${now} where id = ${id}`);
        // A link in another mail must not do the same again.
        await endLinksOf(tx, subjectId, now);
        return { done: true, mail: subject.mail };
      }),
  };
}
