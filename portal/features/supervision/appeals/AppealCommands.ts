import { graphql } from '../../../gql/gql.ts';

export const openAppeal = graphql(`
  mutation AppealCommands_open($input: SupervisionAppealInput!, $idempotencyKey: ID!) {
    step: supervisionAppeal(input: $input, idempotencyKey: $idempotencyKey) {
      appeal { id ...AppealRecord_appeal }
      supervision { id ...SupervisionRecord_supervision }
      userErrors { code field message params { key value } }
    }
  }
`);
export const takeAppeal = graphql(`
  mutation AppealCommands_take($input: AppealTakeInput!, $idempotencyKey: ID!) {
    step: appealTake(input: $input, idempotencyKey: $idempotencyKey) {
      appeal { id ...AppealRecord_appeal }
      userErrors { code field message params { key value } }
    }
  }
`);
export const askMaterial = graphql(`
  mutation AppealCommands_askMaterial($input: AppealAskMaterialInput!, $idempotencyKey: ID!) {
    step: appealAskMaterial(input: $input, idempotencyKey: $idempotencyKey) {
      appeal { id ...AppealRecord_appeal }
      userErrors { code field message params { key value } }
    }
  }
`);
export const handOverAppeal = graphql(`
  mutation AppealCommands_handOver($input: AppealHandOverInput!, $idempotencyKey: ID!) {
    step: appealHandOver(input: $input, idempotencyKey: $idempotencyKey) {
      appeal { id ...AppealRecord_appeal }
      userErrors { code field message params { key value } }
    }
  }
`);
export const respondToAppeal = graphql(`
  mutation AppealCommands_respond($input: AppealRespondInput!, $idempotencyKey: ID!) {
    step: appealRespond(input: $input, idempotencyKey: $idempotencyKey) {
      appeal { id ...AppealRecord_appeal }
      userErrors { code field message params { key value } }
    }
  }
`);
export const decideAppeal = graphql(`
  mutation AppealCommands_decide($input: AppealDecideInput!, $idempotencyKey: ID!) {
    step: appealDecide(input: $input, idempotencyKey: $idempotencyKey) {
      appeal { id ...AppealRecord_appeal }
      userErrors { code field message params { key value } }
    }
  }
`);
export const withdrawAppeal = graphql(`
  mutation AppealCommands_withdraw($input: AppealWithdrawInput!, $idempotencyKey: ID!) {
    step: appealWithdraw(input: $input, idempotencyKey: $idempotencyKey) {
      appeal { id ...AppealRecord_appeal }
      userErrors { code field message params { key value } }
    }
  }
`);
