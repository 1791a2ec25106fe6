import { graphql } from '../../../gql/gql.ts';

export const takeOver = graphql(`
  mutation DifferenceCommands_takeOver($input: DifferenceTakeOverInput!, $idempotencyKey: ID!) {
    step: differenceTakeOver(input: $input, idempotencyKey: $idempotencyKey) {
      difference { id ...DifferenceTable_difference }
      userErrors { code field message params { key value } }
    }
  }
`);
export const keepOurs = graphql(`
  mutation DifferenceCommands_keepOurs($input: DifferenceKeepOursInput!, $idempotencyKey: ID!) {
    step: differenceKeepOurs(input: $input, idempotencyKey: $idempotencyKey) {
      difference { id ...DifferenceTable_difference }
      userErrors { code field message params { key value } }
    }
  }
`);
export const endBinding = graphql(`
  mutation DifferenceCommands_endBinding($input: DifferenceEndBindingInput!, $idempotencyKey: ID!) {
    step: differenceEndBinding(input: $input, idempotencyKey: $idempotencyKey) {
      difference { id ...DifferenceTable_difference }
      userErrors { code field message params { key value } }
    }
  }
`);
export const refetchDifference = graphql(`
  mutation DifferenceCommands_refetch($input: DifferenceRefetchInput!, $idempotencyKey: ID!) {
    step: differenceRefetch(input: $input, idempotencyKey: $idempotencyKey) {
      difference { id ...DifferenceTable_difference }
      outcome code requestId
      userErrors { code field message params { key value } }
    }
  }
`);
