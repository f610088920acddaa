/** Where a command says things while and after it runs. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly progress: (text: string) => void;
  /** Whether what goes out may have colours: on a terminal, unless NO_COLOR is set (no-color.org). */
  readonly colours: boolean;
}

/** How often progress is told where lines cannot be overwritten, in milliseconds. */
const PAUSE = 5000;
/** How often it is told on a terminal. */
const BLINK = 100;

/** Results go to standard output, progress to standard error: one line on a terminal, a line now and then in a log. */
export function terminal(): Terminal {
  const { isTTY } = process.stderr;
  let told = Date.now();
  let shown = false;
  const { NO_COLOR } = process.env;
  return {
    colours: process.stdout.isTTY && (NO_COLOR === undefined || NO_COLOR === ''),
    out: (text) => {
      if (shown) { process.stderr.write('\r\u001b[K'); }
      shown = false;
      process.stdout.write(text);
    },
    progress: (text) => {
      const now = Date.now();
      if (now - told < (isTTY ? BLINK : PAUSE)) { return; }
      told = now;
      shown = isTTY;
      process.stderr.write(isTTY ? `\r${text}\u001b[K` : `${text}\n`);
    },
  };
}
