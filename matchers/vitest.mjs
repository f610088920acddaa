// Extends vitest's `expect`, when a test or a file of `setupFiles` loads it.
import { expect } from 'vitest';
import matchers from '../lib/src/testing/matchers.js';

expect.extend(matchers.trafficMatchers);
