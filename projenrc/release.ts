import { readFileSync } from 'node:fs';
import { github, release } from 'projen';
import type { cdk8s } from 'projen';
import { Changelog } from '../scripts/release/changelog';

const { JobPermission } = github.workflows;
const MACHINE = ['ubuntu-24.04'];
const TOOLS = { node: { version: '24' }, python: { version: '3.13' }, java: { version: '17' }, go: { version: '1.26' } };
/** The release workflow's job that makes the packages, and what it tells the jobs that publish them. */
const PACKAGES = 'packages';
const ARTIFACT = { step: 'upload', output: 'artifact_id' };

/**
 * Versions, the tasks around releases, and the workflows of GitHub. projen's own release takes versions and notes from commit messages;
 * here both come from CHANGELOG.md. projen's publishing jobs are taken as they are.
 */
export function configureRelease(project: cdk8s.ConstructLibraryCdk8s): void {
  project.package.addVersion(`${Changelog.parse(readFileSync('CHANGELOG.md', 'utf8')).last}`);

  const script = 'ts-node -T --project scripts/tsconfig.json scripts/release/main.ts';
  project.tasks.tryFind('compat')?.reset(`${script} compat`);
  const prepare = project.addTask('release:prepare', { description: 'Checks and writes what the commit of a release holds: VERSION DATE' });
  prepare.spawn(project.compileTask);
  prepare.exec(`${script} prepare`, { receiveArgs: true });
  project.addTask('release:notes', {
    description: 'Writes the notes, version and tag of the release for the workflow: FOLDER [TAG]',
    exec: `${script} notes`,
    receiveArgs: true,
  });

  const hub = github.GitHub.of(project);
  if (hub === undefined) { throw new Error('the project is configured without GitHub'); }
  addBuild(hub);
  addRelease(hub, project);
}

/** All checks, for pull requests, for main and for releases. It changes nothing: generated files that differ are an error. */
function addBuild(hub: github.GitHub): void {
  const workflow = new github.GithubWorkflow(hub, 'build', {
    limitConcurrency: true,
    concurrencyOptions: { group: '${{ github.workflow }}-${{ github.ref }}', cancelInProgress: true },
  });
  workflow.on({ pullRequest: {}, push: { branches: ['main'] }, workflowCall: {} });
  workflow.addJob('checks', {
    runsOn: MACHINE,
    permissions: { contents: JobPermission.READ },
    timeoutMinutes: 120,
    tools: TOOLS,
    steps: [
      // The tags are asked for the last release.
      github.WorkflowSteps.checkout({ with: { fetchDepth: 0 } }),
      // The proofs set up networks of their own and install what they need.
      { name: 'All checks', run: 'sudo env "PATH=$PATH" "JAVA_HOME=$JAVA_HOME" CI=true bash .ci/run' },
    ],
  });
}

/** Publishes a tag. Started by hand with `dry_run`, it does all but that. */
function addRelease(hub: github.GitHub, project: cdk8s.ConstructLibraryCdk8s): void {
  const workflow = new github.GithubWorkflow(hub, 'release', { limitConcurrency: true });
  workflow.on({
    push: { tags: ['v*'] },
    workflowDispatch: { inputs: { dry_run: { description: 'Make the packages, but publish nothing', type: 'boolean', required: false } } },
  });
  workflow.addJob('checks', { uses: './.github/workflows/build.yml', permissions: { contents: JobPermission.READ } });
  workflow.addJob(PACKAGES, {
    runsOn: MACHINE,
    permissions: { contents: JobPermission.READ },
    timeoutMinutes: 60,
    tools: TOOLS,
    outputs: { [ARTIFACT.output]: { stepId: ARTIFACT.step, outputName: 'artifact-id' } },
    steps: [
      github.WorkflowSteps.checkout({ with: { fetchDepth: 0 } }),
      { name: 'Install', run: project.package.installCommand },
      {
        name: 'Notes, version and tag',
        env: { TAG: '${{ github.ref_name }}', KIND: '${{ github.ref_type }}', DRY_RUN: '${{ inputs.dry_run }}' },
        run: [
          'if [ "$KIND" = tag ]; then',
          '  git merge-base --is-ancestor HEAD origin/main || { echo "::error::$TAG is not on main"; exit 1; }',
          '  npx projen release:notes dist "$TAG"',
          'elif [ "$DRY_RUN" = true ]; then',
          '  npx projen release:notes dist',
          'else',
          '  echo "::error::only a tag is published"; exit 1',
          'fi',
        ].join('\n'),
      },
      { name: 'Compile', run: 'npx projen compile && npx projen post-compile' },
      { name: 'Nothing that is committed has changed', run: 'git diff --exit-code' },
      { name: 'Packages', run: 'npx projen package-all' },
      { name: 'Back up permissions', continueOnError: true, run: 'cd dist && getfacl -R . > permissions-backup.acl' },
      github.WorkflowSteps.uploadArtifact({ id: ARTIFACT.step, with: { name: 'dist', path: 'dist', ifNoFilesFound: 'error' } }),
    ],
  });

  const publisher = new release.Publisher(project, {
    artifactName: 'dist',
    buildJobId: PACKAGES,
    // Pinned, as it is handed the right to publish.
    publibVersion: '0.2.1061',
    workflowRunsOn: MACHINE,
  });
  publisher.publishToNpm({ trustedPublishing: true });
  publisher.publishToPyPi({ trustedPublishing: true });
  publisher.publishToMaven({ mavenServerId: 'central-ossrh' });
  publisher.publishToGo({ githubUseSsh: true });
  publisher.publishToGitHubReleases({ changelogFile: 'dist/changelog.md', versionFile: 'dist/version.txt', releaseTagFile: 'dist/releasetag.txt' });
  // The secrets belong to the environment, which people can be asked to approve.
  const jobs = publisher._renderJobsForBranch('main', { environment: 'release' });
  workflow.addJobs(Object.fromEntries(Object.entries(jobs).map(([id, job]) => [id, { ...job, needs: ['checks', ...job.needs ?? []] }])));
}
