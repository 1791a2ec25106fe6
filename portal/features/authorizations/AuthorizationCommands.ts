import { graphql } from '../../gql/gql.ts';

export const createCsp = graphql(`
  mutation AuthorizationCommands_createCsp($input: CspAuthorizationCreateInput!, $idempotencyKey: ID!) {
    step: cspAuthorizationCreate(input: $input, idempotencyKey: $idempotencyKey) {
      cspAuthorization { id ...CspPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const modifyCsp = graphql(`
  mutation AuthorizationCommands_modifyCsp($input: CspAuthorizationModifyInput!, $idempotencyKey: ID!) {
    step: cspAuthorizationModify(input: $input, idempotencyKey: $idempotencyKey) {
      cspAuthorization { id ...CspPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const revokeCsp = graphql(`
  mutation AuthorizationCommands_revokeCsp($input: CspAuthorizationRevokeInput!, $idempotencyKey: ID!) {
    step: cspAuthorizationRevoke(input: $input, idempotencyKey: $idempotencyKey) {
      cspAuthorization { id ...CspPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const requestJoint = graphql(`
  mutation AuthorizationCommands_requestJoint($input: JointSalesAuthorizationRequestInput!, $idempotencyKey: ID!) {
    step: jointSalesAuthorizationRequest(input: $input, idempotencyKey: $idempotencyKey) {
      jointSalesAuthorization { id ...JointPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const renewJoint = graphql(`
  mutation AuthorizationCommands_renewJoint($input: JointSalesAuthorizationRenewInput!, $idempotencyKey: ID!) {
    step: jointSalesAuthorizationRenew(input: $input, idempotencyKey: $idempotencyKey) {
      jointSalesAuthorization { id ...JointPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const withdrawJoint = graphql(`
  mutation AuthorizationCommands_withdrawJoint($input: JointSalesAuthorizationWithdrawInput!, $idempotencyKey: ID!) {
    step: jointSalesAuthorizationWithdraw(input: $input, idempotencyKey: $idempotencyKey) {
      jointSalesAuthorization { id ...JointPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const grantJoint = graphql(`
  mutation AuthorizationCommands_grantJoint($input: JointSalesAuthorizationGrantInput!, $idempotencyKey: ID!) {
    step: jointSalesAuthorizationGrant(input: $input, idempotencyKey: $idempotencyKey) {
      jointSalesAuthorization { id ...JointPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const grantJointDirectly = graphql(`
  mutation AuthorizationCommands_grantJointDirectly($input: JointSalesAuthorizationGrantDirectlyInput!, $idempotencyKey: ID!) {
    step: jointSalesAuthorizationGrantDirectly(input: $input, idempotencyKey: $idempotencyKey) {
      jointSalesAuthorization { id ...JointPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const refuseJoint = graphql(`
  mutation AuthorizationCommands_refuseJoint($input: JointSalesAuthorizationRefuseInput!, $idempotencyKey: ID!) {
    step: jointSalesAuthorizationRefuse(input: $input, idempotencyKey: $idempotencyKey) {
      jointSalesAuthorization { id ...JointPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const amendJoint = graphql(`
  mutation AuthorizationCommands_amendJoint($input: JointSalesAuthorizationAmendInput!, $idempotencyKey: ID!) {
    step: jointSalesAuthorizationAmend(input: $input, idempotencyKey: $idempotencyKey) {
      jointSalesAuthorization { id ...JointPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
export const revokeJoint = graphql(`
  mutation AuthorizationCommands_revokeJoint($input: JointSalesAuthorizationRevokeInput!, $idempotencyKey: ID!) {
    step: jointSalesAuthorizationRevoke(input: $input, idempotencyKey: $idempotencyKey) {
      jointSalesAuthorization { id ...JointPanel_authorization }
      userErrors { code field message params { key value } }
    }
  }
`);
