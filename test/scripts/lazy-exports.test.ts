import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ModuleKind, transpileModule } from 'typescript';

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'lazy-exports.mjs');
const SOURCES: { readonly [file: string]: string } = {
  'imports/index.ts': 'export * from \'./l1\';',
  'imports/l1.ts': 'console.log(\'l1\'); export class Raw {}',
  'src/index.ts': '/** What is public. */\nexport * from \'./parts\';\nexport { one as first, two } from \'./numbers\';\nexport type { None } from \'./numbers\';\nexport * as l1 from \'../imports\';',
  'src/parts/index.ts': 'export * from \'./part\';',
  'src/parts/part.ts': 'console.log(\'part\'); export class Part {}\nexport enum Size { SMALL = \'small\' }',
  'src/numbers.ts': 'console.log(\'numbers\'); export const one = 1;\nexport const two = 2;\nexport interface None {}',
  'src/busy/index.ts': 'export * from \'../numbers\';\nconsole.log(\'busy\');',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lazy-'));
  for (const [file, source] of Object.entries(SOURCES)) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    const { outputText } = transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS, esModuleInterop: true } });
    writeFileSync(join(folder, file.replace('.ts', '.js')), outputText);
  }
});
afterEach(() => { rmSync(folder, { recursive: true }); });

const node = (...args: string[]) => execFileSync(process.execPath, args, { encoding: 'utf8', cwd: folder }).trim().split('\n');
const rewrite = () => node(SCRIPT, '.').at(-1);

test('exports are the same, and each is loaded when it is first asked for', () => {
  const names = 'console.log(Object.keys(require("./src")).sort().join(), Object.keys(require("./src").l1).join())';
  const before = node('-e', names).at(-1);
  expect(before).toBe('Part,Size,first,l1,two Raw');
  expect(rewrite()).toBe('3 of 4 index files load their exports when they are asked for');
  expect(node('-e', names)).toEqual([before]);
  expect(node('-e', 'const all = require("./src"); console.log("loaded"); console.log(all.first, all.two, all.first); console.log(all.Size.SMALL, all.Part === all.Part)'))
    .toEqual(['loaded', 'numbers', '1 2 1', 'part', 'small true']);
  expect(node('-e', 'const { l1 } = require("./src"); console.log("loaded"); new l1.Raw();')).toEqual(['loaded', 'l1']);
});

test('they have their names in modules of the other kind', () => {
  rewrite();
  writeFileSync(join(folder, 'main.mjs'), 'import { two, l1 } from \'./src/index.js\';\nconsole.log(two, new l1.Raw() instanceof l1.Raw);');
  expect(node('main.mjs').at(-1)).toBe('2 true');
});

test('files that do more are left as they are, and so are those that are done', () => {
  const busy = readFileSync(join(folder, 'src/busy/index.js'), 'utf8');
  rewrite();
  const done = readFileSync(join(folder, 'src/index.js'), 'utf8');
  expect(rewrite()).toBe('0 of 4 index files load their exports when they are asked for');
  expect(readFileSync(join(folder, 'src/busy/index.js'), 'utf8')).toBe(busy);
  expect(readFileSync(join(folder, 'src/index.js'), 'utf8')).toBe(done);
});
