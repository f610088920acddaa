const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [860, 420, 60, 330, 20, 40];
const COLORS = ['#1b6ca8', '#c0392b', '#1e8449', '#7d3c98', '#b7950b', '#566573', '#d35400', '#148f77'];

/** What is drawn of a tool. */
interface Line { readonly name: string; readonly seconds: ReadonlyMap<number, number> }

/** Seconds by the number of services, both on logarithmic scales: a line of slope one grows in proportion. */
export function plot(lines: readonly Line[], sizes: readonly number[]): string {
  const all = lines.flatMap(({ seconds }) => [...seconds.values()]);
  const [low, high] = [Math.floor(Math.log10(Math.min(...all))), Math.ceil(Math.log10(Math.max(...all)))];
  const [first, last] = [Math.log10(sizes[0]), Math.log10(sizes[sizes.length - 1])];
  const x = (services: number) => LEFT + (WIDTH - LEFT - RIGHT) * (last === first ? 0.5 : (Math.log10(services) - first) / (last - first));
  const y = (seconds: number) => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (Math.log10(seconds) - low) / Math.max(1, high - low);
  const text = (at: string, content: string, more = '') => `<text ${at} font-size="12" font-family="sans-serif" fill="#333"${more}>${content}</text>`;
  const parts: string[] = [];
  for (let power = low; power <= high; power++) {
    const height = y(10 ** power).toFixed(1);
    parts.push(`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${height}" y2="${height}" stroke="#ddd"/>`);
    parts.push(text(`x="${LEFT - 6}" y="${height}"`, `${10 ** power} s`, ' text-anchor="end" dominant-baseline="middle"'));
  }
  for (const size of sizes) { parts.push(text(`x="${x(size).toFixed(1)}" y="${HEIGHT - BOTTOM + 18}"`, size.toLocaleString('en-US'), ' text-anchor="middle"')); }
  parts.push(text(`x="${((LEFT + WIDTH - RIGHT) / 2).toFixed(1)}" y="${HEIGHT - 6}"`, 'services', ' text-anchor="middle"'));
  lines.forEach(({ name, seconds }, i) => {
    const color = COLORS[i % COLORS.length];
    const points = [...seconds].map(([services, value]) => `${x(services).toFixed(1)},${y(value).toFixed(1)}`);
    parts.push(`<polyline points="${points.join(' ')}" fill="none" stroke="${color}" stroke-width="2"/>`);
    parts.push(...points.map((point) => `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3" fill="${color}"/>`));
    const row = TOP + 14 + 20 * i;
    parts.push(`<line x1="${WIDTH - RIGHT + 14}" x2="${WIDTH - RIGHT + 34}" y1="${row}" y2="${row}" stroke="${color}" stroke-width="3"/>`);
    parts.push(text(`x="${WIDTH - RIGHT + 40}" y="${row}"`, name, ' dominant-baseline="middle"'));
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`, ...parts, '</svg>', '',
  ].join('\n');
}
