import { graphql } from '../../../gql/gql.ts';

export const startRun = graphql(`
  mutation RunCommands_start($input: BillRunStartInput!, $idempotencyKey: ID!) {
    step: billRunStart(input: $input, idempotencyKey: $idempotencyKey) {
      billRun { id ...CloseRun_run }
      userErrors { code field message params { key value } }
    }
  }
`);
export const recomputePartner = graphql(`
  mutation RunCommands_recompute($input: BillRunPartnerRecomputeInput!, $idempotencyKey: ID!) {
    step: billRunPartnerRecompute(input: $input, idempotencyKey: $idempotencyKey) {
      billRunPartner { id gross { amount currency } ...CloseRun_partner }
      userErrors { code field message params { key value } }
    }
  }
`);
export const releasePartner = graphql(`
  mutation RunCommands_release($input: BillRunPartnerReleaseInput!, $idempotencyKey: ID!) {
    step: billRunPartnerRelease(input: $input, idempotencyKey: $idempotencyKey) {
      billRunPartner { id ...CloseRun_partner bill { id ...CloseBills_bill } }
      userErrors { code field message params { key value } }
    }
  }
`);
