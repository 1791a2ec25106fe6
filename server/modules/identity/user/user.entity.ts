import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';

export const USER_STATES = ['ACTIVE', 'SUSPENDED'] as const;
export const USER_LOCALES = ['zh', 'en'] as const;

/**
 * Person with credentials. The row has no tenant, because a person may work for several organizations: only
 * the system (sign-in) and operators see it. The membership holds a copy of the data that an organization may
 * see.
 */
export const UserEntity = aggregate({
  name: 'User',
  tableName: 'app_user',
  parties: {},
  sealed: { totpSecret: 'totp' },
  properties: {
    ...p.base(),
    /** Lower case, by a check, so that two spellings of an address are not two accounts. */
    mail: p.text(),
    name: p.text(),
    /** PHC string of argon2id; null until the first one-time link was used. */
    passwordHash: p.text().nullable(),
    totpSecret: p.text().nullable(),
    totpConfirmedAt: p.instant().nullable(),
    /** Time step of the last accepted code, so that no code works twice. */
    totpLastStep: p.integer().nullable(),
    /** SHA-256 of each unused recovery code. */
    recoveryCodeHashes: p.array().columnType('text[]').default([]),
    status: p.word(USER_STATES).default('ACTIVE'),
    locale: p.word(USER_LOCALES).nullable(),
    /** Epoch of the sessions: raising it ends all sessions at once. */
    sessionEpoch: p.integer().default(0),
  },
  uniques: [{ name: 'app_user_mail', properties: ['mail'] }],
  checks: [{ name: 'app_user_mail_lower', expression: 'mail = lower(mail)' }],
});
export type User = InferEntity<typeof UserEntity>;
