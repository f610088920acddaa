import { Module } from 'node:module';
import { join } from 'node:path';

/*
 * Examples and scenarios import the library by its name, as users do. Where this is imported, that name stands for the source.
 */
const loader = Module as unknown as { _resolveFilename: (request: string, ...rest: unknown[]) => string };
const resolveFilename = loader._resolveFilename.bind(Module);
loader._resolveFilename = (request, ...rest) => resolveFilename(request === 'cdk8s-istio' ? join(__dirname, '..', 'src') : request, ...rest);
