/** What is public of the model: values. */
export { Protocol } from './protocol';
export { type PathMatchOptions, RequestMatch } from './request-match';
export { StringMatch } from './string-match';
