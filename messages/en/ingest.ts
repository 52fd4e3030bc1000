export const ingest = {
  'ingest.title': 'Ingest',
} as const;
