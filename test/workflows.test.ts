import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { github } from 'projen';
import { parse } from 'yaml';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Record<string, string>;
  readonly with?: Record<string, unknown>;
  readonly if?: string;
}
interface Job {
  readonly 'needs'?: string | string[];
  readonly 'permissions': Record<string, string>;
  readonly 'steps'?: readonly Step[];
  readonly 'uses'?: string;
  readonly 'environment'?: string;
  readonly 'timeout-minutes'?: number;
  readonly 'if'?: string;
}
interface Workflow { readonly on: Record<string, unknown>; readonly permissions?: unknown; readonly jobs: Record<string, Job> }

const folder = join(__dirname, '..', '.github', 'workflows');
const workflows = new Map(readdirSync(folder).map((file) => [file, parse(readFileSync(join(folder, file), 'utf8')) as Workflow]));
const { build, release } = { build: workflows.get('build.yml')!, release: workflows.get('release.yml')! };
const jobs = [...workflows].flatMap(([file, { jobs: all }]) => Object.entries(all).map(([id, job]) => ({ name: `${file}: ${id}`, id, job })));
const needs = (job: Job) => [job.needs ?? []].flat();
const PUBLISHING = ['release_npm', 'release_pypi', 'release_maven', 'release_golang', 'release_github'];

test('there are the workflows that are meant to be', () => {
  expect([...workflows.keys()]).toEqual(['build.yml', 'release.yml']);
  expect(build.on).toEqual({ pull_request: {}, push: { branches: ['main'] }, workflow_call: {} });
  expect(release.on).toMatchObject({ push: { tags: ['v*'] }, workflow_dispatch: { inputs: { dry_run: { type: 'boolean' } } } });
  expect(release.on).not.toHaveProperty('pull_request');
});

test('actions are those of projen, as projen pins them', () => {
  const refs = new Set(Object.values(github.ActionRefs as unknown as Record<string, string>));
  const used = jobs.flatMap(({ job }) => job.steps ?? []).flatMap(({ uses }) => uses ?? []);
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((ref) => !refs.has(ref))).toEqual([]);
});

test('each job has the permissions that it needs, and no others', () => {
  expect(Object.fromEntries(jobs.map(({ name, job }) => [name, job.permissions]))).toEqual({
    'build.yml: checks': { contents: 'read' },
    'release.yml: checks': { contents: 'read' },
    'release.yml: packages': { contents: 'read' },
    // The identity by which npm and PyPI know the workflow.
    'release.yml: release_npm': { 'id-token': 'write', 'contents': 'read' },
    'release.yml: release_pypi': { 'id-token': 'write', 'contents': 'read' },
    'release.yml: release_maven': { contents: 'read' },
    'release.yml: release_golang': { contents: 'read' },
    'release.yml: release_github': { contents: 'write' },
  });
});

test('all that is published was checked and packed before, and GitHub tells it last', () => {
  expect(release.jobs.checks!.uses).toBe('./.github/workflows/build.yml');
  expect(Object.keys(release.jobs)).toEqual(['checks', 'packages', ...PUBLISHING]);
  for (const id of PUBLISHING) { expect(needs(release.jobs[id]!)).toEqual(expect.arrayContaining(['checks', 'packages'])); }
  expect(needs(release.jobs.release_github!)).toEqual(expect.arrayContaining(PUBLISHING.filter((id) => id !== 'release_github')));
  for (const { job } of jobs) { expect(job.if).toBeUndefined(); }
});

test('what publishes runs no code of the repository, with a tool of a known version', () => {
  for (const id of PUBLISHING) {
    const { steps, environment } = release.jobs[id]!;
    expect(environment).toBe('release');
    expect(steps!.filter(({ uses }) => uses?.startsWith('actions/checkout@'))).toEqual([]);
    const runs = steps!.map(({ run }) => run ?? '').join('\n');
    expect(runs).not.toMatch(/npm (?:ci|install)|projen|@latest/);
    expect(runs).toMatch(id === 'release_github' ? /gh release create/ : /npx '-p' 'publib@\d+\.\d+\.\d+' 'publib-(?:npm|pypi|maven|golang)'/);
    expect(steps!.some(({ env, if: condition }) => env?.PUBLIB_DRYRUN === '${{ inputs.dry_run }}' || condition === '${{ !inputs.dry_run }}')).toBe(true);
  }
});

test('secrets are known where they are needed, by names that the docs tell', () => {
  const secrets = Object.fromEntries(jobs.map(({ name, job }) => {
    return [name, [...JSON.stringify(job).matchAll(/secrets\.(\w+)/g)].map(([, secret]) => secret!)];
  }).filter(([, found]) => found!.length > 0));
  expect(secrets).toMatchInlineSnapshot(`
{
  "release.yml: release_github": [
    "GITHUB_TOKEN",
  ],
  "release.yml: release_golang": [
    "GO_GITHUB_DEPLOY_KEY",
  ],
  "release.yml: release_maven": [
    "MAVEN_GPG_PRIVATE_KEY",
    "MAVEN_GPG_PRIVATE_KEY_PASSPHRASE",
    "MAVEN_PASSWORD",
    "MAVEN_USERNAME",
    "MAVEN_STAGING_PROFILE_ID",
  ],
}
`);
  const docs = readFileSync(join(__dirname, '..', 'docs', 'releasing.md'), 'utf8');
  expect(Object.values(secrets).flat().filter((secret) => secret !== 'GITHUB_TOKEN' && !docs.includes(`\`${secret as string}\``))).toEqual([]);
});

test('a tag on main is published, and nothing else', () => {
  const { run, env } = release.jobs.packages!.steps!.find(({ run: text }) => text?.includes('release:notes') ?? false)!;
  expect(env).toEqual({ TAG: '${{ github.ref_name }}', KIND: '${{ github.ref_type }}', DRY_RUN: '${{ inputs.dry_run }}' });
  expect(run).toContain('git merge-base --is-ancestor HEAD origin/main');
  // What others can choose comes as a variable, never as a part of the script.
  for (const { job } of jobs) { for (const step of job.steps ?? []) { expect(step.run ?? '').not.toContain('${{'); } }
});

test('the checks are those of .ci/run, with the tags, and end at some time', () => {
  const { steps } = build.jobs.checks!;
  expect(steps!.at(-1)!.run).toMatch(/ CI=true bash \.ci\/run$/);
  expect(steps!.find(({ uses }) => uses?.startsWith('actions/checkout@'))!.with).toEqual({ 'fetch-depth': 0 });
  expect(build.jobs.checks!['timeout-minutes']).toBe(120);
});
