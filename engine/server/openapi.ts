import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import * as z from 'zod';
import { AnalyzedPhoto } from '../contract/analyzed-photo.ts';
import { BrowseQuery } from '../contract/browse.ts';
import { contract } from '../contract/contract.ts';
import { Event, EventWithCounts } from '../contract/event.ts';
import { IngestRun } from '../contract/ingest.ts';
import { PhotoDetail } from '../contract/photo-detail.ts';
import type { ProcedureMeta } from '../contract/procedure.ts';

/** Every error of every procedure has this form; `code` says which one it is. */
const Failure = z.object({
  defined: z.boolean(),
  code: z.string(),
  status: z.int(),
  message: z.string(),
  data: z.unknown(),
});

/** The OpenAPI document of what a script may ask: procedures for the program's own hosts are left out. */
export function describeApi(prefix: string) {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(contract, {
    info: {
      title: 'Photofinish',
      version: '1',
      description: 'Finds athletes in race photos, by bib and by face. Answers on this machine only.',
    },
    servers: [{ url: prefix }],
    filter: ({ contract: { '~orpc': definition } }) =>
      (definition.meta as ProcedureMeta).callers !== 'machine',
    commonSchemas: {
      AnalyzedPhoto: { schema: AnalyzedPhoto },
      BrowseQuery: { schema: BrowseQuery },
      Event: { schema: Event },
      EventWithCounts: { schema: EventWithCounts },
      Failure: { schema: Failure },
      IngestRun: { schema: IngestRun },
      PhotoDetail: { schema: PhotoDetail },
    },
    customErrorResponseBodySchema: { $ref: '#/components/schemas/Failure' },
  });
}
