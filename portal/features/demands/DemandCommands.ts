import { graphql } from '../../gql/gql.ts';

export const createDemand = graphql(`
  mutation DemandCommands_create($input: CustomerDemandCreateInput!, $idempotencyKey: ID!) {
    step: customerDemandCreate(input: $input, idempotencyKey: $idempotencyKey) {
      customerDemand { id ...DemandPage_demand }
      userErrors { code field message params { key value } }
    }
  }
`);
export const updateDemand = graphql(`
  mutation DemandCommands_update($input: CustomerDemandUpdateInput!, $idempotencyKey: ID!) {
    step: customerDemandUpdate(input: $input, idempotencyKey: $idempotencyKey) {
      customerDemand { id version ...DemandPage_demand }
      userErrors { code field message params { key value } }
    }
  }
`);
export const submitDemand = graphql(`
  mutation DemandCommands_submit($input: CustomerDemandSubmitInput!, $idempotencyKey: ID!) {
    step: customerDemandSubmit(input: $input, idempotencyKey: $idempotencyKey) {
      customerDemand { id ...DemandPage_demand }
      userErrors { code field message params { key value } }
    }
  }
`);
export const nudgeDemand = graphql(`
  mutation DemandCommands_nudge($input: CustomerDemandNudgeInput!, $idempotencyKey: ID!) {
    step: customerDemandNudge(input: $input, idempotencyKey: $idempotencyKey) {
      customerDemand { id ...DemandPage_demand }
      userErrors { code field message params { key value } }
    }
  }
`);
export const withdrawDemand = graphql(`
  mutation DemandCommands_withdraw($input: CustomerDemandWithdrawInput!, $idempotencyKey: ID!) {
    step: customerDemandWithdraw(input: $input, idempotencyKey: $idempotencyKey) {
      customerDemand { id ...DemandPage_demand }
      userErrors { code field message params { key value } }
    }
  }
`);
export const receiveDemand = graphql(`
  mutation DemandCommands_receive($input: CustomerDemandReceiveInput!, $idempotencyKey: ID!) {
    step: customerDemandReceive(input: $input, idempotencyKey: $idempotencyKey) {
      customerDemand { id ...DemandPage_demand }
      userErrors { code field message params { key value } }
    }
  }
`);
export const rejectDemand = graphql(`
  mutation DemandCommands_reject($input: CustomerDemandRejectInput!, $idempotencyKey: ID!) {
    step: customerDemandReject(input: $input, idempotencyKey: $idempotencyKey) {
      customerDemand { id ...DemandPage_demand }
      userErrors { code field message params { key value } }
    }
  }
`);
export const closeDemand = graphql(`
  mutation DemandCommands_close($input: CustomerDemandCloseInput!, $idempotencyKey: ID!) {
    step: customerDemandClose(input: $input, idempotencyKey: $idempotencyKey) {
      customerDemand { id ...DemandPage_demand }
      userErrors { code field message params { key value } }
    }
  }
`);
export const cloneDemand = graphql(`
  mutation DemandCommands_clone($input: CustomerDemandCloneInput!, $idempotencyKey: ID!) {
    step: customerDemandClone(input: $input, idempotencyKey: $idempotencyKey) {
      customerDemand { id ...DemandPage_demand }
      userErrors { code field message params { key value } }
    }
  }
`);
