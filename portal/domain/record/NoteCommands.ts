import { graphql } from '../../gql/gql.ts';

export const addNote = graphql(`
  mutation NoteCommands_add($input: NoteAddInput!, $idempotencyKey: ID!) {
    step: noteAdd(input: $input, idempotencyKey: $idempotencyKey) {
      note { id ...NoteItem_note }
      userErrors { code field message params { key value } }
    }
  }
`);
export const editNote = graphql(`
  mutation NoteCommands_edit($input: NoteEditInput!, $idempotencyKey: ID!) {
    step: noteEdit(input: $input, idempotencyKey: $idempotencyKey) {
      note { id ...NoteItem_note }
      userErrors { code field message params { key value } }
    }
  }
`);
export const pinNote = graphql(`
  mutation NoteCommands_pin($input: NotePinInput!, $idempotencyKey: ID!) {
    step: notePin(input: $input, idempotencyKey: $idempotencyKey) {
      note { id ...NoteItem_note }
      userErrors { code field message params { key value } }
    }
  }
`);
export const unpinNote = graphql(`
  mutation NoteCommands_unpin($input: NoteUnpinInput!, $idempotencyKey: ID!) {
    step: noteUnpin(input: $input, idempotencyKey: $idempotencyKey) {
      note { id ...NoteItem_note }
      userErrors { code field message params { key value } }
    }
  }
`);
export const removeNote = graphql(`
  mutation NoteCommands_remove($input: NoteRemoveInput!, $idempotencyKey: ID!) {
    step: noteRemove(input: $input, idempotencyKey: $idempotencyKey) {
      note { id ...NoteItem_note }
      userErrors { code field message params { key value } }
    }
  }
`);
