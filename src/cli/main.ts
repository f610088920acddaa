#!/usr/bin/env node
import { runCommandLine } from './command-line';

// Who reads the output may stop before its end, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') { throw error; } });

process.exitCode = runCommandLine(process.argv);
