import { Field, ObjectType } from 'type-graphql';

@ObjectType('ImportColumn', {
  simpleResolvers: true,
  description: 'Column of an imported file with its meaning.',
})
export class ImportColumnType {
  @Field(() => String, { description: 'Header in the file.' })
  header!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Column of the import to which it belongs; null: it is not imported.',
  })
  column!: string | null;
}
