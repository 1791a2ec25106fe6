import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { PublicError } from '../../errors.ts';
import { Access } from '../../schema/decorators.ts';
import { Role } from '../../viewer.ts';
import { type SearchContext, searchAll } from './search.read.ts';
import { SearchResultType } from './search.type.ts';

const FIRST_MAX = 10;

@Resolver()
export class SearchResolver {
  @Query(() => SearchResultType, {
    description:
      "Objects of every type in the viewer's scope, by name, number, pinyin or initials (全局搜索). Of a text that many rows contain, only the newest are found, except for a complete number.",
  })
  @Access(...Role.of('partner', 'seller', 'operator'))
  async search(
    @Arg('query', () => String, { description: 'Text to search for, at most 64 characters.' })
    query: string,
    @Arg('first', () => Int, { description: 'Number of results of each type, 1 to 10.' })
    first: number,
    @Ctx() context: SearchContext,
  ): Promise<SearchResultType> {
    if (first < 1 || first > FIRST_MAX)
      throw PublicError.badInput(`\`first\` is from 1 to ${FIRST_MAX}.`);
    return { nodes: await searchAll(context, query, first) };
  }
}
