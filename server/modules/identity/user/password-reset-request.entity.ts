import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { base } from '../../../platform/db/columns.ts';
import { tenantTable } from '../../../platform/db/tenancy.ts';

/**
 * A request for a mail with which to set a new password, until a job has answered it. Written for every address,
 * known or not: the answer to the request then takes the same work.
 */
export const PasswordResetRequestEntity = defineEntity({
  name: 'PasswordResetRequest',
  tableName: 'password_reset_request',
  properties: {
    ...base(),
    /** Lower case. */
    mail: p.text(),
  },
  indexes: [{ name: 'password_reset_request_age', properties: ['createdAt', 'id'] }],
  ...tenantTable([]),
});
export type PasswordResetRequest = InferEntity<typeof PasswordResetRequestEntity>;
