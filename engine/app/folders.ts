import { os } from './implementer.ts';

export const folders = {
  grant: os.folders.grant.handler(async () => {
    throw new Error('folders.grant is being built');
  }),
};
