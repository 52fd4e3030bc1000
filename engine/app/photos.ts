import { os } from './implementer.ts';

export const photos = {
  get: os.photos.get.handler(async () => {
    throw new Error('photos.get is being built');
  }),

  setStars: os.photos.setStars.handler(async () => {
    throw new Error('photos.setStars is being built');
  }),

  setFlag: os.photos.setFlag.handler(async () => {
    throw new Error('photos.setFlag is being built');
  }),

  setLabel: os.photos.setLabel.handler(async () => {
    throw new Error('photos.setLabel is being built');
  }),
};
