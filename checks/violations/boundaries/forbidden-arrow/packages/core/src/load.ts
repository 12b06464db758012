import { two } from '@tunnelscope/capture';

export const one = two / 2;
