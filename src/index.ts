export * from './model';
export * from './checks';
export * from './analysis';
export * from './resources';
export * from './patterns';
export * from './install';
export * from './fleet';
export * from './testing';
export * as l1 from '../imports';
