import { tryHalf } from './matrix-half.ts';

tryHalf('second');
