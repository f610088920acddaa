import 'vitest';
import type { TrafficMatchers } from '../lib/src/testing/matchers.js';

declare module 'vitest' {
  interface Assertion<T = any> extends TrafficMatchers<T> {}
}
