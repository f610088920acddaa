import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/** What a process took. */
export interface Sample {
  readonly seconds: number;
  /** The most memory that was resident; 0 where the system does not tell. */
  readonly mebibytes: number;
}

/** Runs a program to its end. Linux keeps the peak of a process in /proc; it is read until there is no more. */
export function measured(file: string, args: readonly string[], stdout?: string): Promise<Sample> {
  const out = stdout === undefined ? 'ignore' : openSync(stdout, 'w');
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(file, args, { stdio: ['ignore', out, 'inherit'] });
    let kibibytes = 0;
    const watch = setInterval(() => {
      try {
        kibibytes = Math.max(kibibytes, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0));
      } catch { /* It has ended, or the system has no such files. */ }
    }, 5);
    child.on('error', reject);
    child.on('exit', (code) => {
      const seconds = (performance.now() - began) / 1000;
      clearInterval(watch);
      if (typeof out === 'number') { closeSync(out); }
      if (code === 0) { resolve({ seconds, mebibytes: kibibytes / 1024 }); } else { reject(new Error(`${file} ${args.join(' ')} ended with ${code}`)); }
    });
  });
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
