import { Field, ID, ObjectType } from 'type-graphql';
import { enumType } from '../../schema/types.ts';

export const SearchMatchEnum = enumType('SearchMatch', 'What about an object a search text met.', {
  NAME: 'A name, its own or one beside it.',
  CODE: 'Its number or account.',
  PINYIN: 'A name by its pinyin or the initials of it.',
});

@ObjectType('SearchHit', { description: 'One object that a search found (搜索结果).' })
export class SearchHitType {
  @Field(() => ID, { description: 'Global id of the object; `node` reads it.' })
  id!: string;

  @Field(() => String, { description: 'Type of the object, for example "Customer".' })
  type!: string;

  @Field(() => String, { description: 'What it is called: its name, or else its number.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its number or account, where it has one that the viewer may read.',
  })
  code!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What tells it from others of the same title, such as the customer.',
  })
  note!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Its state, a value of the enum of its field `status`; null for types without.',
  })
  state!: string | null;

  @Field(() => SearchMatchEnum, { description: 'What about it the text met.' })
  matchedBy!: keyof typeof SearchMatchEnum;
}

@ObjectType('SearchResult', { description: 'What a search over everything found.' })
export class SearchResultType {
  @Field(() => [SearchHitType], {
    description:
      'The finds, type by type; within a type those come first whose title, pinyin or initials begin with the text, then the newest.',
  })
  nodes!: SearchHitType[];
}
