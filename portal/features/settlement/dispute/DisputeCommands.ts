import { graphql } from '../../../gql/gql.ts';

export const openDispute = graphql(`
  mutation DisputeCommands_open($input: LineDisputeOpenInput!, $idempotencyKey: ID!) {
    step: lineDisputeOpen(input: $input, idempotencyKey: $idempotencyKey) {
      lineDispute { id ...DisputeItem_dispute ...DisputeCommands_changed }
      userErrors { code field message params { key value } }
    }
  }
`);
export const withdrawDispute = graphql(`
  mutation DisputeCommands_withdraw($input: LineDisputeWithdrawInput!, $idempotencyKey: ID!) {
    step: lineDisputeWithdraw(input: $input, idempotencyKey: $idempotencyKey) {
      lineDispute { id ...DisputeItem_dispute ...DisputeCommands_changed }
      userErrors { code field message params { key value } }
    }
  }
`);
export const dismissDispute = graphql(`
  mutation DisputeCommands_dismiss($input: LineDisputeDismissInput!, $idempotencyKey: ID!) {
    step: lineDisputeDismiss(input: $input, idempotencyKey: $idempotencyKey) {
      lineDispute { id ...DisputeItem_dispute ...DisputeCommands_changed }
      userErrors { code field message params { key value } }
    }
  }
`);
export const upholdDispute = graphql(`
  mutation DisputeCommands_uphold($input: LineDisputeUpholdInput!, $idempotencyKey: ID!) {
    step: lineDisputeUphold(input: $input, idempotencyKey: $idempotencyKey) {
      lineDispute { id ...DisputeItem_dispute ...DisputeCommands_changed }
      userErrors { code field message params { key value } }
    }
  }
`);

/** Changes of a command on a dispute besides its own row: the open items of the bill, and the line. */
export const Changed = graphql(`
  fragment DisputeCommands_changed on LineDispute {
    id
    bill { id ...BillOpenItems_bill }
    billLine { id canDispute disputes(first: 1) { nodes { id status } } }
  }
`);
