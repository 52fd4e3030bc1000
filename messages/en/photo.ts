export const photo = {
  'photo.title': 'Photo',
} as const;
