/** Where a command says things while and after it runs. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly progress: (text: string) => void;
  /** Whether what goes out may have colours: on a terminal, unless NO_COLOR is set (no-color.org). */
  readonly colours: boolean;
}

/** How often progress is told, in milliseconds. */
const BLINK = 100;

/** Results go to standard output; progress to standard error, as one line, if that is a terminal. */
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
      if (!isTTY || now - told < BLINK) { return; }
      told = now;
      shown = true;
      process.stderr.write(`\r${text}\u001b[K`);
    },
  };
}
