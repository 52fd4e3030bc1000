export const browse = {
  'browse.title': 'Browse',
  'browse.empty.title': 'No photos yet',
  'browse.empty.text': 'Put in a card, or drop a folder anywhere in this window.',
  'browse.empty.import': 'Import',
} as const;
