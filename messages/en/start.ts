export const start = {
  'start.title': 'Events',
} as const;
