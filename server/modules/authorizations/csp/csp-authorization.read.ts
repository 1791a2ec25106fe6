import { actions } from '../../../platform/read/actions.ts';
import { reads, relation } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import {
  AUTHORIZATION_SEARCHABLE,
  commonFilters,
  commonRelations,
  levelOf,
  rateFields,
} from '../authorization-fields.read.ts';
import { authorizationVersion } from '../authorization-version.read.ts';
import { CspAuthorizationEntity } from './csp-authorization.entity.ts';
import { cspAuthorizationMachine } from './csp-authorization.machine.ts';
import { CspAuthorizationStatusEnum, CspAuthorizationType } from './csp-authorization.type.ts';

const cspAuthorizationActions = actions(cspAuthorizationMachine, CspAuthorizationEntity);

export const cspAuthorization = reads(CspAuthorizationType, CspAuthorizationEntity, {
  id: 'csa',
  fields: {
    viewerActions: cspAuthorizationActions,
    level: levelOf,
    ...rateFields('floorPayRate', 'shareRatio', 'maxShareRatio'),
  },
  relations: {
    ...commonRelations,
    versions: relation.page(
      () => authorizationVersion,
      'cspAuthorizationId',
      'Versions of the terms, those in force first (历史版本).',
    ),
  },
  filters: {
    ...commonFilters,
    status: filter.anyOf('status', CspAuthorizationStatusEnum, 'States to include.'),
  },
  orders: { CREATED: ['createdAt', 'id'], ENDING: ['validUntil', 'id'] },
  searchable: AUTHORIZATION_SEARCHABLE,
  roots: {
    cspAuthorization: { one: 'One CSP authorization.' },
    cspAuthorizations: { page: "CSP authorizations in the viewer's scope." },
  },
});
