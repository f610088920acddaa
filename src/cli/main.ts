#!/usr/bin/env node
import { runCommandLine } from './command-line';

process.exitCode = runCommandLine(process.argv);
