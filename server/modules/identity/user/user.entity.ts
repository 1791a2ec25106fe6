import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { base, instant, word } from '../../../platform/db/columns.ts';
import { tenantTable } from '../../../platform/db/tenancy.ts';

export const USER_STATES = ['ACTIVE', 'SUSPENDED'] as const;
export const USER_LOCALES = ['zh', 'en'] as const;

/**
 * A person with credentials. Belongs to no tenant: the same person may work for several organizations,
 * so only the system (sign-in) and operators see these rows. What an organization may know of a
 * person is copied to the membership.
 */
export const UserEntity = defineEntity({
  name: 'User',
  tableName: 'app_user',
  properties: {
    ...base(),
    /** Lower case; the check keeps two spellings of one address from being two accounts. */
    mail: p.text(),
    name: p.text(),
    /** PHC string of argon2id; null until the first one-time link was used. */
    passwordHash: p.text().nullable(),
    /** AES-256-GCM under a key derived from SECRET_KEY. */
    totpSecret: p.text().nullable(),
    totpConfirmedAt: instant().nullable(),
    /** Time step of the last accepted code: a code seen over the shoulder is worth nothing. */
    totpLastStep: p.integer().nullable(),
    /** SHA-256 of each recovery code that is still unused. */
    recoveryCodeHashes: p.array().columnType('text[]').default([]),
    status: word(USER_STATES).default('ACTIVE'),
    locale: word(USER_LOCALES).nullable(),
    /** Sessions carry the number they began under; raising it ends all of them at once. */
    sessionEpoch: p.integer().default(0),
  },
  uniques: [{ name: 'app_user_mail', properties: ['mail'] }],
  checks: [{ name: 'app_user_mail_lower', expression: 'mail = lower(mail)' }],
  ...tenantTable([]),
});
export type User = InferEntity<typeof UserEntity>;
