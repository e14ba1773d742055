import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { Carrier } from '@hub/kernel';
import type { GatewayContext } from '../context.ts';

/** Apollo's way to a subgraph: asks the carrier on behalf of the request's caller, and keeps what was disclosed and withheld. */
export function carrierDataSource(carrier: Carrier): GraphQLDataSource<GatewayContext> {
  return {
    async process({ request, context }: GraphQLDataSourceProcessOptions<GatewayContext>) {
      const { caller, collected } = context as GatewayContext;
      const answer = await carrier.execute(
        {
          query: request.query ?? '',
          operationName: request.operationName ?? null,
          variables: request.variables ?? {},
        },
        caller,
      );
      collected.add(answer);
      // Apollo types its errors as instances; it only reads their message, path and extensions.
      return { data: answer.data ?? null, ...(answer.errors && { errors: answer.errors as never }) };
    },
  };
}
