import type { Check } from '../check';
import { extensionTextSizes } from './extension-text-sizes';

/** Checks of WasmPlugins and TrafficExtensions. */
export const EXTENSION_CHECKS: readonly Check[] = [extensionTextSizes];
